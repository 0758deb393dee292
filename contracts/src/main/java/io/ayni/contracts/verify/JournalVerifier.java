package io.ayni.contracts.verify;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.transparency.Checkpoint;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Checks a journal export offline, with public keys only: {@link Invariant} says what. The export is read once from its
 * beginning and never held; memory grows with the number of accounts (about 200 bytes each) and of grants that may
 * still be settled (about 400 bytes each), not with the length of the journal. Safe for all threads.
 *
 * <p>What it cannot see: whether the owner who was paid is the one sealed in the grant (only the operator can open that),
 * whether a receipt arrived in time, and, without a checkpoint, whether this export is the one that others were shown.
 */
public final class JournalVerifier {
    /** Most accounts of an export. */
    public static final int MAX_ACCOUNTS = 20_000_000;
    /** Most grants, lots and redemptions that have not ended at a time. */
    public static final int MAX_GRANTS = 50_000_000;

    private final OperatorKeys keys;
    private final int maxAccounts;
    private final int maxGrants;

    /** @param keys the operator's published keys */
    public JournalVerifier(OperatorKeys keys) {
        this(keys, MAX_ACCOUNTS, MAX_GRANTS);
    }

    JournalVerifier(OperatorKeys keys, int maxAccounts, int maxGrants) {
        this.keys = keys;
        this.maxAccounts = maxAccounts;
        this.maxGrants = maxGrants;
    }

    /**
     * Reads an export to its end or to its first violation.
     *
     * @param export text of the export; read in large steps, not closed
     * @return the verdict
     * @throws ExportTooLargeException beyond {@link #MAX_ACCOUNTS} or {@link #MAX_GRANTS}
     * @throws IOException when the text cannot be read
     */
    public VerificationVerdict verify(Reader export) throws IOException {
        return verify(export, List.of());
    }

    /**
     * Reads an export like {@link #verify(Reader)}, and holds it against published checkpoints.
     *
     * @param checkpoints whose signatures have been checked; what lies behind the largest of a shard is not covered
     */
    public VerificationVerdict verify(Reader export, List<Checkpoint> checkpoints) throws IOException {
        return new ExportReading(
                        new ExportLines(export),
                        shards -> new JournalFold(keys, shards, maxAccounts, maxGrants),
                        new CheckpointFold(checkpoints))
                .verdict();
    }
}
