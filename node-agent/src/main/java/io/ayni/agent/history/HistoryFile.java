package io.ayni.agent.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The rows in one file of fixed places, used in turn: period <i>p</i> stands at place <i>p</i> mod {@value #PLACES}, so
 * the file never grows beyond {@value #PLACES} rows of {@value #ROW_BYTES} bytes (12 MB; days without an agent are holes
 * that take no disk). Each row carries its period and a CRC-32C: one that a crash tore, or that belongs to an earlier
 * round, is passed over.
 */
public final class HistoryFile implements History, AutoCloseable {
    private static final int PLACES = KEPT_DAYS * 288;
    private static final int ROW_BYTES = 104;
    private static final int ROWS_AT_ONCE = 512;

    private final FileChannel file;

    private HistoryFile(FileChannel file) {
        this.file = file;
    }

    /** Opens the file; makes it, for its owner only, when it is missing. */
    public static HistoryFile open(Path path) throws IOException {
        return new HistoryFile(FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    @Override
    public synchronized void add(Sample sample) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(ROW_BYTES);
        long at = placeOf(sample.period()) * ROW_BYTES;
        fill(there, at);
        Sample whole = decode(there.flip(), sample.period())
                .map(before -> before.then(sample))
                .orElse(sample);
        ByteBuffer row = encode(whole);
        while (row.hasRemaining()) {
            file.write(row, at + row.position());
        }
        file.force(false);
    }

    @Override
    public synchronized List<Sample> between(long fromPeriod, long toPeriod) throws IOException {
        List<Sample> found = new ArrayList<>();
        long first = Math.max(fromPeriod, toPeriod - PLACES);
        ByteBuffer rows = ByteBuffer.allocate(ROWS_AT_ONCE * ROW_BYTES);
        while (first < toPeriod) {
            long place = placeOf(first);
            int count = (int) Math.min(Math.min(ROWS_AT_ONCE, toPeriod - first), PLACES - place);
            fill(rows.clear().limit(count * ROW_BYTES), place * ROW_BYTES);
            int whole = rows.position() / ROW_BYTES;
            for (int i = 0; i < whole; i++) {
                decode(rows.slice(i * ROW_BYTES, ROW_BYTES), first + i).ifPresent(found::add);
            }
            first += count;
        }
        return found;
    }

    @Override
    public synchronized void erase() throws IOException {
        file.truncate(0);
        file.force(true);
    }

    private void fill(ByteBuffer target, long at) throws IOException {
        while (target.hasRemaining() && file.read(target, at + target.position()) >= 0) {
            // a read may give less than was asked for; the end of the file ends it
        }
    }

    private static long placeOf(long period) {
        return Math.floorMod(period, (long) PLACES);
    }

    private static ByteBuffer encode(Sample sample) {
        ByteBuffer row = ByteBuffer.allocate(ROW_BYTES);
        row.putLong(sample.period())
                .putLong(sample.observedMs())
                .putLong(sample.givenBytes())
                .putLong(sample.givingMs())
                .putLong(sample.fromPeersBytes())
                .putLong(sample.fromEdgeBytes())
                .putLong(sample.cpuMs())
                .putLong(sample.earnedMicroCredits())
                .putLong(sample.settledBytes())
                .putLong(sample.residentBytes())
                .putLong(sample.heldBytes())
                .putLong(sample.limitBytesPerSecond());
        return row.putLong(checksum(row)).flip();
    }

    private static Optional<Sample> decode(ByteBuffer row, long period) {
        boolean isIt = row.remaining() == ROW_BYTES
                && row.getLong(0) == period
                && row.getLong(ROW_BYTES - Long.BYTES) == checksum(row);
        if (!isIt) {
            return Optional.empty();
        }
        return Optional.of(new Sample(
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong()));
    }

    /** Never 0, so that a hole is no row. */
    private static long checksum(ByteBuffer row) {
        CRC32C crc = new CRC32C();
        crc.update(row.duplicate().clear().limit(row.limit()).slice(0, ROW_BYTES - Long.BYTES));
        return crc.getValue() | 1L << 32;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
