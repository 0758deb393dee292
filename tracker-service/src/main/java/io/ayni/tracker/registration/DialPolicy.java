package io.ayni.tracker.registration;

import io.ayni.tracker.node.PeerAddress;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which listen addresses the tracker dials. It dials nobody on a third party's word: an address must be the one that the
 * registration came from, and public. Where the operator allows private addresses (development, a closed network), any
 * loopback, site-local or link-local address may be dialled as well.
 *
 * @param allowsPrivate whether private addresses may be dialled
 */
public record DialPolicy(boolean allowsPrivate) {

    /** Whether the tracker may try this address for a node that registers from {@code source}. */
    public boolean mayDial(PeerAddress address, InetAddress source) {
        InetAddress ip = address.ip();
        if (ip.isAnyLocalAddress() || ip.isMulticastAddress() || isBroadcast(ip)) {
            return false;
        }
        return isPrivate(ip) ? allowsPrivate : ip.equals(source);
    }

    private static boolean isPrivate(InetAddress ip) {
        return ip.isLoopbackAddress()
                || ip.isSiteLocalAddress()
                || ip.isLinkLocalAddress()
                || isUniqueLocal(ip)
                || isSharedOrThisNetwork(ip);
    }

    /** fc00::/7. */
    private static boolean isUniqueLocal(InetAddress ip) {
        return ip instanceof Inet6Address && (ip.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** 100.64.0.0/10 (carrier-grade NAT) and 0.0.0.0/8. */
    private static boolean isSharedOrThisNetwork(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64));
    }

    /** 240.0.0.0/4, the broadcast address included. */
    private static boolean isBroadcast(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return bytes.length == 4 && (bytes[0] & 0xf0) == 0xf0;
    }
}
