/**
 * The node agent: the peer on a user's machine. Read in this order: {@code swarm} (what is exchanged with peers and edge),
 * {@code contribution} (what this node gave, and how it is settled), {@code consent}, {@code limit} (what the owner lets it
 * use), {@code wiring} (how the parts are put together), {@code http} and {@code cli} (how people and players reach it).
 *
 * <p>Feature packages are plain Java; {@code tracker.grpc}, {@code ledger.grpc}, {@code content.grpc} and {@code http} hold
 * the only code that sees a transport. There is no framework: the program starts in well under a second and stays small.
 */
package io.ayni.agent;
