package io.ayni.tracker.node;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where peers may dial a node: an IP address literal and a port, never a host name, so that nothing is ever resolved.
 *
 * @param ip the address
 * @param port 1 to 65535
 */
public record PeerAddress(InetAddress ip, int port) {
    /** Longest text that is looked at: a bracketed IPv6 literal, a colon and five digits. */
    public static final int MAX_LENGTH = 64;

    private static final int MAX_PORT = 65_535;

    /** Checks the port. */
    public PeerAddress {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT);
        }
    }

    /**
     * Reads {@code 192.0.2.7:7001} or {@code [2001:db8::7]:7001}.
     *
     * @return empty for anything else: host names, scoped addresses, missing or impossible ports
     */
    public static Optional<PeerAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (text.length() > MAX_LENGTH || colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed != host.contains(":") || host.contains("%") || !isPort(text.substring(colon + 1))) {
            return Optional.empty();
        }
        try {
            InetAddress ip = InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return Optional.of(new PeerAddress(ip, Integer.parseInt(text, colon + 1, text.length(), 10)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not an address literal
        }
    }

    private static boolean isPort(String digits) {
        return digits.matches("[1-9][0-9]{0,4}") && Integer.parseInt(digits) <= MAX_PORT;
    }

    /** {@code HOST:PORT} as {@link #parse} reads it. */
    @Override
    public String toString() {
        String host = ip.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
