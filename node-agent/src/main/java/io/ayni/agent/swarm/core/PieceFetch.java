package io.ayni.agent.swarm.core;

import io.ayni.contracts.content.PieceSpan;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One piece on its way from one source; blocks of two sources are never mixed. The buffer comes into being with the first
 * byte. Not thread-safe.
 */
final class PieceFetch {
    final PieceSpan span;
    final Source source;
    /** Under which grant; empty for the edge. */
    final Optional<GrantOffer> offer;

    final long sinceMs;
    private byte[] buffer;
    private int received;

    PieceFetch(PieceSpan span, Source source, Optional<GrantOffer> offer, long sinceMs) {
        this.span = span;
        this.source = source;
        this.offer = offer;
        this.sinceMs = sinceMs;
    }

    int piece() {
        return span.index();
    }

    /** Takes the next block; blocks come in order, since requests do. */
    void take(ByteBuffer data) {
        if (buffer == null) {
            buffer = new byte[span.lengthBytes()];
        }
        int length = data.remaining();
        data.get(buffer, received, length);
        received += length;
    }

    /** Takes all bytes at once; the array is kept. */
    void takeWhole(byte[] data) {
        buffer = data;
        received = data.length;
    }

    int received() {
        return received;
    }

    boolean isWhole() {
        return received == span.lengthBytes();
    }

    byte[] bytes() {
        return buffer;
    }
}
