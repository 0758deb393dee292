package io.ayni.tracker.reachability;

import io.ayni.tracker.node.PeerAddress;
import java.util.function.Consumer;

/**
 * Tries whether a peer answers at an address.
 *
 * <p>An implementer guarantees: {@link #test} returns at once; the result comes at most once, on any thread, within a few
 * seconds; the number of tests under way is bounded, and a test over the bound is left out without a result, so that
 * the address stays unproven.
 */
public interface DialBack {
    /**
     * Starts a test.
     *
     * @param result true when the peer answered as one
     */
    void test(PeerAddress address, Consumer<Boolean> result);
}
