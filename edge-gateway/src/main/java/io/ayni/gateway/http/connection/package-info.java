/**
 * What stands in front of the HTTP server on each connection. {@link io.ayni.gateway.http.connection.GuardedTransport} puts
 * a {@link io.ayni.gateway.http.connection.ProtocolChoice} on every new connection; if HTTP/1 is spoken, that one puts three
 * guards around the server's decoder: {@link io.ayni.gateway.http.connection.HeadDeadline},
 * {@link io.ayni.gateway.http.connection.UnreadAnswers} and {@link io.ayni.gateway.http.connection.IgnoredUpgrade}. HTTP/2 with prior knowledge, as gRPC speaks it, is left alone.
 *
 * <p>The server offers no hook of its own at this place, so this package knows three names of its inside. Each of them has
 * a test against the packaged gateway.
 */
package io.ayni.gateway.http.connection;
