package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.contracts.content.MetainfoFile;
import io.ayni.contracts.content.PieceSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Serves players: verified bytes only, waiting for what is still to come and telling the core where players are. */
final class PlayerReads {
    /** A player waits no longer for one piece. */
    static final long STALL_MS = 30_000;

    private static final long TELL_MS = 1_000;
    private static final int END = -1;

    private final VerifiedPieces pieces;
    private final EffectRunner effects;
    private final EffectRunner.Answers core;
    private final LongSupplier tickMs;

    PlayerReads(VerifiedPieces pieces, EffectRunner effects, EffectRunner.Answers core, LongSupplier tickMs) {
        this.tickMs = tickMs;
        this.pieces = pieces;
        this.effects = effects;
        this.core = core;
    }

    int read(Item item, int fileIndex, long offset, ByteBuffer target) throws IOException, InterruptedException {
        Objects.checkIndex(fileIndex, item.metainfo.files().size());
        MetainfoFile file = item.metainfo.files().get(fileIndex);
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not negative");
        }
        if (offset >= file.lengthBytes()) {
            return END;
        }
        int piece = file.firstPiece() + (int) (offset / item.metainfo.pieceLengthBytes());
        byte[] data = await(item, fileIndex, piece);
        PieceSpan span = item.metainfo.piece(piece);
        int at = (int) (offset - span.offsetInFile());
        int count = Math.min(target.remaining(), data.length - at);
        target.put(data, at, count);
        return count;
    }

    private byte[] await(Item item, int fileIndex, int piece) throws IOException, InterruptedException {
        long deadline = tickMs.getAsLong() + STALL_MS;
        if (item.status().state() != ItemStatus.State.COMPLETE) {
            core.deliver(item, new SwarmEvent.ReaderWaits(fileIndex, piece));
        }
        while (true) {
            if (item.awaitReadable(piece, 0)) {
                Optional<byte[]> data = pieces.get(item, piece);
                if (data.isPresent()) {
                    return data.get();
                }
                effects.rotted(item, piece);
            }
            long left = deadline - tickMs.getAsLong();
            if (item.status().state() == ItemStatus.State.FAILED || left <= 0) {
                throw new IOException(item.status().failure().orElse("no byte came within the stall limit"));
            }
            if (!item.awaitReadable(piece, Math.min(left, TELL_MS))) {
                core.deliver(item, new SwarmEvent.ReaderWaits(fileIndex, piece));
            }
        }
    }
}
