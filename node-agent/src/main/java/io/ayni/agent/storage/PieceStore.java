package io.ayni.agent.storage;

import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoFile;
import io.ayni.contracts.content.PieceSpan;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The pieces of one item on disk. Pieces may be written and read by many threads at once; {@link #commit} makes what was
 * written before it survive a crash: data first, then the marks. After a crash {@link #marked} names no piece whose data
 * was not forced, and still each is to be hashed before it counts.
 */
public final class PieceStore implements AutoCloseable {
    private final Metainfo metainfo;
    private final OpenFiles files;
    private final MarkFile marks;
    private final List<Integer> unmarked = new ArrayList<>();
    private final Object commitLock = new Object();

    private PieceStore(Metainfo metainfo, OpenFiles files, MarkFile marks) {
        this.metainfo = metainfo;
        this.files = files;
        this.marks = marks;
    }

    /** Opens the store of an item; empty files of the item are made at once, others with their first piece. */
    public static PieceStore open(Disk disk, Path itemDirectory, Metainfo metainfo) throws IOException {
        OpenFiles files = new OpenFiles(disk, itemDirectory.resolve("files"), metainfo.files());
        for (int i = 0; i < metainfo.files().size(); i++) {
            MetainfoFile file = metainfo.files().get(i);
            if (file.lengthBytes() == 0) {
                disk.open(files.resolve(i)).close();
            }
        }
        Path marks = itemDirectory.resolve("verified");
        return new PieceStore(metainfo, files, MarkFile.open(disk, marks, metainfo.contentId(), metainfo.pieceCount()));
    }

    /** Pieces that were verified before, as far as the marks know. */
    public BitSet marked() {
        synchronized (commitLock) {
            return marks.marked();
        }
    }

    /** Writes a piece whose bytes were verified. It is marked with the next {@link #commit}. */
    public void write(int piece, byte[] data) throws IOException {
        PieceSpan span = metainfo.piece(piece);
        files.write(span.fileIndex(), file -> file.write(ByteBuffer.wrap(data), span.offsetInFile()));
        synchronized (unmarked) {
            unmarked.add(piece);
        }
    }

    /**
     * Reads a piece and verifies it.
     *
     * @return empty when the bytes on disk are not the piece
     */
    public Optional<byte[]> read(int piece) throws IOException {
        PieceSpan span = metainfo.piece(piece);
        byte[] data = new byte[span.lengthBytes()];
        files.read(span.fileIndex(), file -> readFully(file, ByteBuffer.wrap(data), span.offsetInFile()));
        return span.matches(data, 0, data.length) ? Optional.of(data) : Optional.empty();
    }

    private static void readFully(Disk.DiskFile file, ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int count = file.read(target, at);
            if (count < 0) {
                throw new EOFException("a file is shorter than its item says");
            }
            at += count;
        }
    }

    /**
     * Forces and marks everything written before. When it fails, nothing is lost: the next call takes the same pieces.
     *
     * @return pieces marked by this call
     */
    public int[] commit() throws IOException {
        synchronized (commitLock) {
            int[] pieces = takeUnmarked();
            if (pieces.length == 0) {
                return pieces;
            }
            try {
                files.force();
                marks.mark(pieces);
                return pieces;
            } catch (IOException e) {
                giveBack(pieces);
                throw e;
            }
        }
    }

    private int[] takeUnmarked() {
        synchronized (unmarked) {
            int[] pieces = unmarked.stream().mapToInt(Integer::intValue).toArray();
            unmarked.clear();
            return pieces;
        }
    }

    private void giveBack(int[] pieces) {
        synchronized (unmarked) {
            for (int piece : pieces) {
                unmarked.add(piece);
            }
        }
    }

    /** The piece does not hold any more. */
    public void withdraw(int piece) throws IOException {
        synchronized (commitLock) {
            marks.withdraw(piece);
        }
    }

    /** Commits and closes. */
    @Override
    public void close() throws IOException {
        try (files;
                marks) {
            commit();
        }
    }
}
