package io.ayni.agent.contribution;

import io.ayni.agent.swarm.ReportBook;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final GrantFiles<StoredReport> files;
    private final Map<GrantId, StoredReport> reports = new HashMap<>();
    private volatile Runnable listener = () -> {};

    private FileReportBook(Path directory) {
        this.files = new GrantFiles<>(directory, StoredReport::of, StoredReport::grantId);
    }

    /** Reads what a directory holds; files cut off by a crash are removed, damaged ones set aside. */
    public static FileReportBook open(Path directory) throws IOException {
        FileReportBook book = new FileReportBook(directory);
        book.files.load().forEach(stored -> book.reports.put(stored.grantId(), stored));
        return book;
    }

    /** Is called after each report that is kept, on the thread that kept it. */
    public void onKept(Runnable listener) {
        this.listener = listener;
    }

    /** {@inheritDoc} A second report about a grant changes nothing: the ledger may have the first. */
    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope report) {
        StoredReport fresh = files.checked(grantId, grant, report);
        synchronized (this) {
            if (reports.containsKey(grantId)) {
                return;
            }
            if (reports.size() >= MAX_REPORTS) {
                throw new UncheckedIOException(new IOException("too many reports that the ledger has not answered"));
            }
            files.write(grantId, grant, report);
            reports.put(grantId, fresh);
        }
        listener.run();
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
        files.remove(grantId);
        reports.remove(grantId);
    }

    /** Removes the reports that are of no use any more. */
    public synchronized void forgetExpired(long nowMs) {
        reports.values().stream()
                .filter(report -> nowMs > report.settleByMs() + KEPT_AFTER_SETTLE_BY_MS)
                .map(StoredReport::grantId)
                .toList()
                .forEach(this::remove);
    }
}
