package io.ayni.ledger.report;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.report.ReportRules.Fault;
import io.ayni.ledger.report.ReportRules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Takes reports of one node: keeps the sound ones and says what is wrong with the others. Repeats are harmless. */
public final class SubmitReports {
    /** Reports of one call. */
    public static final int MAX_REPORTS = 256;

    /** Longer than any settlement is under way. */
    private static final long LOOK_BACK_MS = 600_000;

    private final ReportStore store;
    private final LongSupplier nowMs;

    /**
     * @param store where they are kept
     * @param nowMs the ledger's clock
     */
    public SubmitReports(ReportStore store, LongSupplier nowMs) {
        this.store = store;
        this.nowMs = nowMs;
    }

    /**
     * Takes reports.
     *
     * @param key the node's
     * @param account whose node it is
     * @param envelopes at most {@value #MAX_REPORTS}
     * @return for each envelope what is wrong with it, empty for a report that is kept
     */
    public List<Optional<Fault>> submit(Ed25519PublicKey key, AccountId account, List<Envelope> envelopes) {
        List<Optional<Fault>> faults = new ArrayList<>(envelopes.size());
        List<ReportStore.Signed> sound = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            switch (ReportRules.judge(envelope, key)) {
                case Verdict.Sound(var report) -> {
                    sound.add(new ReportStore.Signed(report, envelope));
                    faults.add(Optional.empty());
                }
                case Verdict.Unsound(var fault) -> faults.add(Optional.of(fault));
            }
        }
        if (!sound.isEmpty()) {
            store.keep(NodeId.of(key), account, sound, nowMs.getAsLong());
        }
        return faults;
    }

    /** Looks at the reports of the last ten minutes again: see {@link ReportStore#openMissedCases}. */
    public void openMissedCases() {
        long now = nowMs.getAsLong();
        store.openMissedCases(now - LOOK_BACK_MS, now);
    }
}
