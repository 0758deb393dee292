package io.ayni.agent.storage;

import io.ayni.contracts.content.ContentId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * Which pieces were verified and forced to disk: records of {@value #RECORD_BYTES} bytes, appended. A record is a piece
 * index (highest bit set: not any more) and a CRC-32C over it and the content id. A record that does not hold, and a torn
 * one at the end, counts for nothing; the file is cut to whole records when it is opened, so that what is appended later
 * stands where it is looked for. Not thread-safe.
 */
final class MarkFile implements Closeable {
    static final int RECORD_BYTES = 8;

    private static final int WITHDRAWN = 0x8000_0000;
    /** Longest file that is read; an item's marks and withdrawals stay far below. */
    private static final long MAX_BYTES = 64L << 20;

    private final Disk.DiskFile file;
    private final byte[] salt;
    private final BitSet marked;
    private long end;

    private MarkFile(Disk.DiskFile file, byte[] salt, BitSet marked, long end) {
        this.file = file;
        this.salt = salt;
        this.marked = marked;
        this.end = end;
    }

    static MarkFile open(Disk disk, Path path, ContentId contentId, int pieceCount) throws IOException {
        Disk.DiskFile file = disk.open(path);
        byte[] salt = contentId.bytes();
        long end = file.size() > MAX_BYTES ? 0 : file.size() / RECORD_BYTES * RECORD_BYTES;
        if (end != file.size()) {
            file.resize(end);
        }
        BitSet marked = read(file, (int) end, salt, pieceCount);
        return new MarkFile(file, salt, marked, end);
    }

    private static BitSet read(Disk.DiskFile file, int length, byte[] salt, int pieceCount) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(length);
        while (records.hasRemaining() && file.read(records, records.position()) > 0) {
            continue;
        }
        records.flip();
        BitSet marked = new BitSet(pieceCount);
        while (records.remaining() >= RECORD_BYTES) {
            int word = records.getInt();
            boolean holds = records.getInt() == checksum(word, salt);
            int piece = word & ~WITHDRAWN;
            if (holds && piece < pieceCount) {
                marked.set(piece, (word & WITHDRAWN) == 0);
            }
        }
        return marked;
    }

    /** The marked pieces, a copy. */
    BitSet marked() {
        return (BitSet) marked.clone();
    }

    /** Marks pieces; their data must have been forced before. Returns when the marks are forced. */
    void mark(int[] pieces) throws IOException {
        append(pieces, 0);
        for (int piece : pieces) {
            marked.set(piece);
        }
    }

    /** Takes a mark back. */
    void withdraw(int piece) throws IOException {
        append(new int[] {piece}, WITHDRAWN);
        marked.clear(piece);
    }

    private void append(int[] pieces, int flag) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(pieces.length * RECORD_BYTES);
        for (int piece : pieces) {
            records.putInt(piece | flag).putInt(checksum(piece | flag, salt));
        }
        file.write(records.flip(), end);
        file.force();
        end += records.limit();
    }

    private static int checksum(int word, byte[] salt) {
        CRC32C crc = new CRC32C();
        crc.update(salt);
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(word).flip());
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
