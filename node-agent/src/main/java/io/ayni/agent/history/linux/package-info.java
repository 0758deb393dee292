/** Reads the agent's own memory from the kernel. */
package io.ayni.agent.history.linux;
