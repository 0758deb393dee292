/**
 * What stands in front of a service's HTTP server on each connection. {@link io.ayni.contracts.transport.connection.GuardedTransport} puts
 * a {@link io.ayni.contracts.transport.connection.ProtocolChoice} on every new connection; if HTTP/1 is spoken, that one puts three
 * guards around the server's decoder: {@link io.ayni.contracts.transport.connection.HeadDeadline},
 * {@link io.ayni.contracts.transport.connection.UnreadAnswers} and {@link io.ayni.contracts.transport.connection.IgnoredUpgrade}. HTTP/2 with prior knowledge, as gRPC speaks it, is left alone.
 *
 * <p>The server offers no hook of its own at this place, so this package knows three names of its inside. Each of them has
 * a test against the packaged gateway. A service gets the guards by having this module and Vert.x.
 */
package io.ayni.contracts.transport.connection;
