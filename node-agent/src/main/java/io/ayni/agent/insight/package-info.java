/** What the history means for the owner: what a limit would change, what it costs. Pure rules over measured rows. */
package io.ayni.agent.insight;
