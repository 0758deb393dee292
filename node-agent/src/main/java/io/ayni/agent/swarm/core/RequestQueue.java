package io.ayni.agent.swarm.core;

import java.util.ArrayDeque;
import java.util.function.IntConsumer;

/**
 * The downloader's requests to one peer in the order they were sent, withdrawn ones included until later data shows that
 * they will not be answered. At most {@value PeerMessage#MAX_OUTSTANDING_REQUESTS}. Not thread-safe.
 */
final class RequestQueue {
    /** What a piece of data is an answer to. */
    enum Match {
        /** A request that stands. */
        AWAITED,
        /** A request that was withdrawn: the answer crossed the withdrawal. */
        WITHDRAWN,
        /** No request. */
        UNSOLICITED
    }

    private static final class Entry {
        final int piece;
        final int begin;
        final int length;
        boolean withdrawn;

        Entry(int piece, int begin, int length) {
            this.piece = piece;
            this.begin = begin;
            this.length = length;
        }

        boolean is(int otherPiece, int otherBegin, int otherLength) {
            return piece == otherPiece && begin == otherBegin && length == otherLength;
        }
    }

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long awaitedBytes;

    void add(int piece, int begin, int length) {
        entries.add(new Entry(piece, begin, length));
        awaitedBytes += length;
    }

    /** Takes data: it answers the first request that stands, or a withdrawn one before it. */
    Match answered(int piece, int begin, int length) {
        while (!entries.isEmpty()) {
            Entry head = entries.peek();
            if (head.is(piece, begin, length)) {
                entries.remove();
                return head.withdrawn ? answeredWithdrawn(piece, begin, length) : awaited(length);
            }
            if (!head.withdrawn) {
                return Match.UNSOLICITED;
            }
            entries.remove();
        }
        return Match.UNSOLICITED;
    }

    private Match awaited(int length) {
        awaitedBytes -= length;
        return Match.AWAITED;
    }

    /** The same block was withdrawn and asked for again: this data serves, and the other request's answer is not needed. */
    private Match answeredWithdrawn(int piece, int begin, int length) {
        for (Entry later : entries) {
            if (!later.withdrawn && later.is(piece, begin, length)) {
                later.withdrawn = true;
                return awaited(length);
            }
        }
        return Match.WITHDRAWN;
    }

    /** Withdraws what stands of a piece and tells each withdrawn begin. */
    void withdraw(int piece, IntConsumer withdrawnBegin) {
        for (Entry entry : entries) {
            if (entry.piece == piece && !entry.withdrawn) {
                entry.withdrawn = true;
                awaitedBytes -= entry.length;
                withdrawnBegin.accept(entry.begin);
            }
        }
    }

    /** The peer dropped all requests. */
    void clear() {
        entries.clear();
        awaitedBytes = 0;
    }

    long awaitedBytes() {
        return awaitedBytes;
    }

    boolean hasRoomFor(int more) {
        return entries.size() + more <= PeerMessage.MAX_OUTSTANDING_REQUESTS;
    }
}
