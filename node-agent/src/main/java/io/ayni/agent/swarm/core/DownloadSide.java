package io.ayni.agent.swarm.core;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a link is to this node as a downloader. State only; {@link Downloads} has the rules. Not thread-safe. */
final class DownloadSide {
    /** Where the right to be served stands. */
    enum Stage {
        /** No grant was presented. */
        IDLE,
        /** Presented, not answered. */
        PRESENTED,
        /** Accepted, the bitfield is still to come. */
        ACCEPTED,
        /** Pieces may be requested. */
        OPEN
    }

    Stage stage = Stage.IDLE;
    /** The grant that is presented or accepted. */
    Optional<GrantOffer> offer = Optional.empty();
    /** A further grant, presented as soon as nothing is on its way under the present one. */
    Optional<GrantOffer> renewal = Optional.empty();

    boolean renewalPresented;
    boolean renewalAsked;
    boolean choked;
    boolean snubbed;
    /** The grant does not cover a further piece: nothing can be asked for until it is renewed. */
    boolean spent;
    /** What the peer offers is counted in the availability of pieces. */
    boolean counted;
    /** Since when a presented grant waits for its answer; 0 when none does. */
    long presentedAtMs;
    /** When to present again after a refusal that passes; 0 for never. */
    long presentAgainAtMs;

    int refusals;
    /** Since when verified bytes wait for a receipt; 0 when none do. */
    long unsignedSinceMs;

    long lastDataMs;
    final BitSet offered = new BitSet();
    final RequestQueue requests = new RequestQueue();
    final Map<Integer, PieceFetch> fetches = new LinkedHashMap<>();
    /** Pieces that came whole and are being verified. */
    int verifying;
    /** A piece of this peer was good. */
    boolean proven;

    final Throughput rate = new Throughput();

    /** Whether the grant is presented, accepted or about to be. */
    boolean holds(GrantOffer grant) {
        return offer.filter(grant::equals)
                .or(() -> renewal.filter(grant::equals))
                .isPresent();
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /** Whether pieces can be expected from here. */
    boolean isUseful() {
        return isOpen() && !choked && !snubbed && !spent;
    }

    boolean isQuiet() {
        return fetches.isEmpty() && verifying == 0;
    }

    /** Pieces that are on their way or being verified. */
    int unverified() {
        return fetches.size() + verifying;
    }
}
