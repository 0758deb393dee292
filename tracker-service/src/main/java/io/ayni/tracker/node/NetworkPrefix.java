package io.ayni.tracker.node;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The network that a node was seen in: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one. Two nodes with
 * equal prefixes count as neighbours. Holds no full address.
 */
public final class NetworkPrefix {
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    private final byte[] value;

    private NetworkPrefix(byte[] value) {
        this.value = value;
    }

    /** The prefix of an address as the tracker saw it. */
    public static NetworkPrefix of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new NetworkPrefix(Arrays.copyOf(bytes, bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES));
    }

    /** A fresh copy: 3 bytes for IPv4, 6 for IPv6. */
    public byte[] bytes() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkPrefix that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
