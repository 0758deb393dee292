/**
 * The agent's data directory: what lies where, who may read it, and how a file is written so that a crash leaves either
 * the old or the new one. Formats of the files belong to the features that own them.
 */
package io.ayni.agent.home;
