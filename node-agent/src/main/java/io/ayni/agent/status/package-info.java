/** Where the agent stands, in one value. */
package io.ayni.agent.status;
