package io.ayni.launcher.operator;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a ledger listens.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
record LedgerAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads HOST:PORT.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static LedgerAddress parse(String text) {
        try {
            URI uri = new URI("ledger://" + text);
            boolean isAddress = uri.getHost() != null
                    && uri.getPort() >= 1
                    && uri.getPort() <= MAX_PORT
                    && uri.getRawAuthority().equals(text)
                    && uri.getUserInfo() == null;
            if (isAddress) {
                return new LedgerAddress(uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException e) {
            // is none either
        }
        throw new IllegalArgumentException("--ledger is \"" + text + "\"; it takes HOST:PORT.");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
