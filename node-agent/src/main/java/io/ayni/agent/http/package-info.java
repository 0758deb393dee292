/**
 * The agent on loopback: items for players, the local API for the owner's programs, health and metrics. {@code
 * AgentHttpServer} accepts, guards and routes; each handler does one thing. Everything a web page could
 * send is refused by {@code LoopbackGuard} before it reaches a handler; whatever changes or tells something private needs
 * the local token besides.
 */
package io.ayni.agent.http;
