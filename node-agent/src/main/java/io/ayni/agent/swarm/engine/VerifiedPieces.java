package io.ayni.agent.swarm.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes of pieces whose hash was verified when they were read or fetched: the only place that uploads and players are
 * served from. Keeps the pieces used last, at most {@value #MAX_BYTES} bytes of all items together. Safe for all threads.
 */
final class VerifiedPieces {
    static final int MAX_BYTES = 12 << 20;

    private record Key(Item item, int piece) {}

    private final Map<Key, byte[]> pieces = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private boolean used;

    /**
     * A piece that is held; empty when it cannot be read any more or does not match its hash. The array is shared, not to
     * be written into.
     */
    Optional<byte[]> get(Item item, int piece) {
        synchronized (this) {
            used = true;
            byte[] known = pieces.get(new Key(item, piece));
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<byte[]> read = item.readVerified(piece);
        read.ifPresent(data -> put(item, piece, data));
        return read;
    }

    /** Remembers a piece that was just verified. */
    synchronized void put(Item item, int piece, byte[] data) {
        used = true;
        byte[] before = pieces.put(new Key(item, piece), data);
        bytes += data.length - (before == null ? 0 : before.length);
        var eldest = pieces.entrySet().iterator();
        while (bytes > MAX_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().getValue().length;
            eldest.remove();
        }
    }

    synchronized boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Gives the memory back when nothing was read or fetched since the last call. */
    synchronized void forgetUnused() {
        if (!used) {
            pieces.clear();
            bytes = 0;
        }
        used = false;
    }
}
