package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.picking.EdgeShare;
import io.ayni.agent.swarm.picking.EdgeZone;
import io.ayni.contracts.identity.NodeId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which pieces that no peer has this node gets from the edge, so that few of them are fetched twice: by its place in the
 * swarm where the tracker tells it, else by its share among the peers that it knows. Not thread-safe.
 */
final class FirstCopies {
    static final int NONE = -1;

    private final SwarmState state;
    private int zoneCrowd;
    private int zonePlace;
    private int[] zone = {};
    private long runningOutSinceMs;
    private Set<NodeId> sharers = Set.of();
    private BitSet share;

    FirstCopies(SwarmState state) {
        this.state = state;
        this.share = new BitSet();
        this.share.set(0, state.metainfo.pieceCount());
    }

    /** Whether the tracker told this node its place among others. */
    boolean isPlaced() {
        return state.place.isPresent() && state.crowd > 1;
    }

    /** Pieces of this node's zone. */
    int zonePieces() {
        return zone.length;
    }

    /** The next piece, or {@link #NONE}. */
    int next() {
        return isPlaced() ? nextOfZone() : state.board.rarest.pickUnavailable(ownShare());
    }

    /** The first piece of this node's zone that is wanted and that no peer has. */
    private int nextOfZone() {
        if (zoneCrowd != state.crowd || zonePlace != state.place.getAsInt()) {
            zoneCrowd = state.crowd;
            zonePlace = state.place.getAsInt();
            zone = EdgeZone.of(zonePlace, zoneCrowd, state.metainfo.pieceCount());
        }
        for (int piece : zone) {
            if (isUnavailable(piece)) {
                return piece;
            }
        }
        return nextBeyondZone();
    }

    private boolean isUnavailable(int piece) {
        return state.board.rarest.isWanted(piece) && state.board.rarest.availability(piece) == 0;
    }

    /**
     * A peer that left, or does not share what it fetched, leaves its zone to those before it on the ring: as long as there
     * is little left to ask peers for, the reach beyond the own zone grows by as much again every second. Where zones are
     * single pieces the crowd is so large that what its patience at random fetches is enough.
     */
    private int nextBeyondZone() {
        if (zone.length < EdgePolicy.MIN_REACHING_ZONE || !isRunningOut()) {
            runningOutSinceMs = 0;
            return NONE;
        }
        runningOutSinceMs = runningOutSinceMs == 0 ? state.tickMs() : runningOutSinceMs;
        long zones = 1 + (state.tickMs() - runningOutSinceMs) / EdgePolicy.REACH_MS;
        int pieces = state.metainfo.pieceCount();
        long reach = Math.min(zones * zone.length, pieces - zone.length);
        int next = zone[zone.length - 1] + 1;
        for (int i = 0; i < reach; i++) {
            int piece = (next + i) % pieces;
            if (isUnavailable(piece)) {
                return piece;
            }
        }
        return NONE;
    }

    /** Well after the start, peers have hardly anything that is wanted here. */
    private boolean isRunningOut() {
        int pieces = state.metainfo.pieceCount();
        int held = pieces - state.board.missingCount();
        return held >= pieces / EdgePolicy.START_FRACTION
                && state.board.rarest.availableCount() < pieces / EdgePolicy.END_FRACTION;
    }

    private BitSet ownShare() {
        Set<NodeId> now = new HashSet<>();
        for (Link link : state.links.values()) {
            if (link.down.isOpen() && link.down.offered.cardinality() < state.metainfo.pieceCount()) {
                link.down.offer.ifPresent(offer -> now.add(offer.grant.uploaderId()));
            }
        }
        if (!now.equals(sharers)) {
            sharers = now;
            share = EdgeShare.of(state.ownId, now, state.metainfo.pieceCount());
        }
        return share;
    }
}
