/** How the parts are put together and taken apart again, on one page: {@code AgentRuntime}. */
package io.ayni.agent.wiring;
