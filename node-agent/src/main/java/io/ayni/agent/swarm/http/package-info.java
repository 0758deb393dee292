/** The edge over plain HTTP ranges. */
package io.ayni.agent.swarm.http;
