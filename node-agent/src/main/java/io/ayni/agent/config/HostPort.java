package io.ayni.agent.config;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A host and a port.
 *
 * @param host name or IP literal, IPv6 without brackets
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}; an IPv6 literal stands in brackets.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            host = "";
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@')) {
            throw new IllegalArgumentException("expected HOST:PORT, for example 127.0.0.1:8081");
        }
        return new HostPort(host, port(text.substring(colon + 1)));
    }

    /**
     * Host and port of a URL, 80 or 443 when it names none.
     *
     * @throws IllegalArgumentException when it has no host
     */
    public static HostPort of(URI url) {
        if (url.getHost() == null) {
            throw new IllegalArgumentException("expected a URL with a host");
        }
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        String host = url.getHost();
        return new HostPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** HOST:PORT of an address, its IP literal for a host. */
    public static HostPort of(InetSocketAddress address) {
        return new HostPort(address.getAddress().getHostAddress(), address.getPort());
    }

    static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below, together with numbers out of range
        }
        throw new IllegalArgumentException("a port is a number from 0 to 65535");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
