package io.ayni.agent.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Keeps web pages out. A page of another site can make a browser on this machine send requests here; such a request names
 * a foreign Host (a name that was pointed at loopback) or a foreign Origin.
 */
final class LoopbackGuard {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private LoopbackGuard() {}

    static void check(Headers headers, URI target, int port) throws HttpRefusal {
        if (target.getScheme() != null || target.getRawAuthority() != null) {
            throw forbidden("the request names another server");
        }
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isThisAgent(hosts.getFirst(), port)) {
            throw forbidden("the Host header does not name this agent on loopback");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origin.startsWith("http://") || !isThisAgent(origin.substring("http://".length()), port)) {
                throw forbidden("pages of other origins may not use this agent");
            }
        }
    }

    private static boolean isThisAgent(String hostPort, int port) {
        int colon = hostPort.lastIndexOf(':');
        return colon > 0
                && LOOPBACK.contains(hostPort.substring(0, colon))
                && hostPort.substring(colon + 1).equals(Integer.toString(port));
    }

    private static HttpRefusal forbidden(String message) {
        return new HttpRefusal(403, "forbidden", message);
    }
}
