package io.ayni.agent.contribution;

import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.swarm.ReportBook;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reports that the ledger has not answered, one file per grant, named by the grant id. Safe for all threads.
 *
 * <p>At most {@value #MAX_REPORTS} are held; at the bound {@link #keep} fails for further ones, and the ledger will not have
 * them. A report is forgotten a week after its grant could be settled.
 */
public final class FileReportBook implements ReportBook {
    /** Most reports. */
    public static final int MAX_REPORTS = 16_384;

    private static final long KEPT_AFTER_SETTLE_BY_MS = Duration.ofDays(7).toMillis();
    private static final int MAX_FILE_BYTES = 4096;

    private final Path directory;
    private final Map<GrantId, StoredReport> reports = new HashMap<>();
    private volatile Runnable listener = () -> {};

    private FileReportBook(Path directory) {
        this.directory = directory;
    }

    /** Reads what a directory holds; files cut off by a crash are removed, damaged ones set aside. */
    public static FileReportBook open(Path directory) throws IOException {
        DurableFiles.directory(directory);
        FileReportBook book = new FileReportBook(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                book.load(file);
            }
        }
        return book;
    }

    private void load(Path file) throws IOException {
        if (file.toString().endsWith(DurableFiles.UNFINISHED)) {
            Files.delete(file);
            return;
        }
        Optional<StoredReport> stored = read(file);
        if (stored.isEmpty() || !file.equals(file(stored.get().grantId()))) {
            DamagedFiles.setAside(file);
        } else {
            reports.put(stored.get().grantId(), stored.get());
        }
    }

    private static Optional<StoredReport> read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            return Optional.empty();
        }
        Optional<List<Envelope>> envelopes = EnvelopeFile.decode(Files.readAllBytes(file), 2);
        try {
            return envelopes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(StoredReport.of(
                            envelopes.get().get(0), envelopes.get().get(1)));
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            return Optional.empty(); // whole, but not a grant and its report: set aside as damaged
        }
    }

    /** Is called after each report that is kept, on the thread that kept it. */
    public void onKept(Runnable listener) {
        this.listener = listener;
    }

    /** {@inheritDoc} A second report about a grant changes nothing: the ledger may have the first. */
    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope report) {
        StoredReport fresh = checked(grantId, grant, report);
        synchronized (this) {
            if (reports.containsKey(grantId)) {
                return;
            }
            if (reports.size() >= MAX_REPORTS) {
                throw new UncheckedIOException(new IOException("too many reports that the ledger has not answered"));
            }
            store(fresh);
            reports.put(grantId, fresh);
        }
        listener.run();
    }

    private static StoredReport checked(GrantId grantId, Envelope grant, Envelope report) {
        try {
            StoredReport fresh = StoredReport.of(grant, report);
            if (!fresh.grantId().equals(grantId)) {
                throw new IllegalArgumentException("the documents are of another grant");
            }
            return fresh;
        } catch (MalformedDocumentException e) {
            throw new IllegalArgumentException("not a grant and its report", e);
        }
    }

    private void store(StoredReport report) {
        try {
            List<Envelope> documents = List.of(report.grantEnvelope(), report.reportEnvelope());
            DurableFiles.replace(file(report.grantId()), EnvelopeFile.encode(documents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reports that must be answered first, at most so many. */
    public synchronized List<StoredReport> oldest(int limit) {
        return reports.values().stream()
                .sorted(Comparator.comparingLong(StoredReport::settleByMs).thenComparing(StoredReport::grantId))
                .limit(limit)
                .toList();
    }

    /** How many reports are held. */
    public synchronized int size() {
        return reports.size();
    }

    /**
     * Removes the report about a grant.
     *
     * @throws UncheckedIOException when the file cannot be removed; the report then stays
     */
    public synchronized void remove(GrantId grantId) {
        try {
            DurableFiles.remove(file(grantId));
            reports.remove(grantId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the reports that are of no use any more. */
    public synchronized void forgetExpired(long nowMs) {
        reports.values().stream()
                .filter(report -> nowMs > report.settleByMs() + KEPT_AFTER_SETTLE_BY_MS)
                .map(StoredReport::grantId)
                .toList()
                .forEach(this::remove);
    }

    private Path file(GrantId grantId) {
        return directory.resolve(grantId.hex());
    }
}
