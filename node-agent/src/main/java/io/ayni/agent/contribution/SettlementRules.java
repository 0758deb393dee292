package io.ayni.agent.contribution;

import io.ayni.agent.contribution.AckVerdict.Decided;
import io.ayni.agent.contribution.AckVerdict.Disbelieved;
import io.ayni.agent.contribution.AckVerdict.Settled;
import io.ayni.agent.contribution.SettlementState.Mark;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules of settling, as pure functions: which receipts are due, how they form a chained batch, and what an ack whose
 * signature was checked changes.
 */
public final class SettlementRules {
    /** Longest body of a batch: with signature and key id it stays below the ledger's 256 KiB. */
    public static final int MAX_BODY_BYTES = 256 * 1024 - 256;
    /** Most batches without an ack at a time, as many as the ledger takes on one stream. */
    public static final int MAX_UNDECIDED = 16;

    private static final int HEADER_BYTES = 16 + NodeId.WIDTH + 32 + 8 + DocumentId.WIDTH + 2;
    private static final int ENVELOPE_BYTES = 2 + Envelope.SIGNATURE_WIDTH + 8;

    private SettlementRules() {}

    /** Receipts that no undecided batch holds in this or a newer form, in the given order. */
    public static List<StoredReceipt> due(List<StoredReceipt> receipts, Collection<SignedBatch> undecided) {
        Map<GrantId, Long> handedIn = new HashMap<>();
        for (SignedBatch batch : undecided) {
            for (SettlementEntry entry : batch.batch().entries()) {
                receiptOf(entry).ifPresent(receipt -> handedIn.merge(receipt.grantId(), receipt.sequence(), Math::max));
            }
        }
        return receipts.stream()
                .filter(receipt -> receipt.sequence() > handedIn.getOrDefault(receipt.grantId(), 0L))
                .toList();
    }

    /**
     * The next batch: as many of the due receipts, from the front, as one batch takes.
     *
     * @param key the node key
     * @param state where the chain stands
     * @param due receipts
     * @return empty when none is due
     */
    public static Optional<SignedBatch> compose(Ed25519PrivateKey key, SettlementState state, List<StoredReceipt> due) {
        List<SettlementEntry> entries = new ArrayList<>();
        int bodyBytes = HEADER_BYTES;
        for (StoredReceipt receipt : due) {
            bodyBytes += entryBytes(receipt);
            if (entries.size() == SettlementBatch.MAX_ENTRIES || bodyBytes > MAX_BODY_BYTES) {
                break;
            }
            entries.add(new SettlementEntry(receipt.grantEnvelope(), receipt.receiptEnvelope()));
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        SettlementBatch batch = new SettlementBatch(
                NodeId.of(key.publicKey()),
                key.publicKey().bytes(),
                state.lastSequence() + 1,
                state.lastBatch(),
                entries);
        Envelope envelope = Envelope.sign(batch, key);
        return Optional.of(new SignedBatch(envelope.id(), batch, envelope));
    }

    /**
     * What an authentic ack changes. Counting the same ack twice changes nothing.
     *
     * @param nowMs for forgetting marks of grants that cannot be settled any longer
     */
    public static AckVerdict apply(SettlementState state, SignedBatch batch, Ack ack, long nowMs) {
        if (!ack.batchId().equals(batch.id())) {
            return new Disbelieved(AckVerdict.Reason.UNKNOWN_BATCH);
        }
        List<SettlementEntry> entries = batch.batch().entries();
        if (entries.size() != ack.results().size()) {
            return new Disbelieved(AckVerdict.Reason.OTHER_ENTRIES);
        }
        Tally tally = new Tally(state, nowMs);
        for (int i = 0; i < entries.size(); i++) {
            SettlementResult result = ack.results().get(i);
            Optional<StoredReceipt> entry = storedReceipt(entries.get(i));
            if (entry.isPresent()
                    && !result.grantId().isZero()
                    && !result.grantId().equals(entry.get().grantId())) {
                return new Disbelieved(AckVerdict.Reason.OTHER_ENTRIES);
            }
            entry.ifPresent(receipt -> tally.add(receipt, result));
        }
        return tally.decided(batch.id());
    }

    /**
     * Whether handing in the same receipt again can never help. It can once a pool is funded again, a quarantine is lifted or
     * the ledger has learnt of the tracker's new key.
     */
    static boolean isFinal(ResultCode code) {
        return switch (code) {
            case POOL_EMPTY, QUARANTINED, UNKNOWN_KEY -> false;
            case MALFORMED,
                    UNSUPPORTED_VERSION,
                    WINDOW_CLOSED,
                    NOT_THE_UPLOADER,
                    OVER_LIMIT,
                    ALREADY_SETTLED,
                    BAD_GRANT_SIGNATURE,
                    BAD_RECEIPT_SIGNATURE,
                    KEY_REVOKED,
                    CAPPED,
                    POSTED -> true;
        };
    }

    private static int entryBytes(StoredReceipt receipt) {
        return 2 * ENVELOPE_BYTES
                + receipt.grantEnvelope().body().length
                + receipt.receiptEnvelope().body().length;
    }

    private static Optional<Receipt> receiptOf(SettlementEntry entry) {
        try {
            return Optional.of(Receipt.decode(entry.receipt().body()));
        } catch (MalformedDocumentException e) {
            return Optional.empty(); // cannot stem from the receipt book, which holds whole receipts only
        }
    }

    private static Optional<StoredReceipt> storedReceipt(SettlementEntry entry) {
        try {
            return Optional.of(StoredReceipt.of(entry.grant(), entry.receipt()));
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            return Optional.empty(); // as above
        }
    }

    /** Adds up the results of one ack. */
    private static final class Tally {
        private final SettlementState before;
        private final Map<GrantId, Mark> marks;
        private final List<Settled> settled = new ArrayList<>();
        private long settledBytes;
        private long earned;

        Tally(SettlementState before, long nowMs) {
            this.before = before;
            this.settledBytes = before.settledBytes();
            this.earned = before.earnedMicroCredits();
            this.marks = new HashMap<>(before.marks());
            marks.values().removeIf(mark -> mark.settleByMs() < nowMs);
        }

        void add(StoredReceipt receipt, SettlementResult result) {
            if (isFinal(result.code())) {
                settled.add(
                        new Settled(receipt.grantId(), receipt.receiptEnvelope().id()));
            }
            Mark old = marks.getOrDefault(receipt.grantId(), new Mark(0, receipt.settleByMs()));
            if (result.settledBytes() > old.settledBytes()) {
                marks.put(receipt.grantId(), new Mark(result.settledBytes(), receipt.settleByMs()));
                settledBytes = Math.addExact(settledBytes, result.settledBytes() - old.settledBytes());
            }
            earned = Math.addExact(earned, result.amountMicroCredits());
        }

        AckVerdict decided(DocumentId batchId) {
            if (before.decided().contains(batchId)) {
                return new Decided(before, settled);
            }
            List<DocumentId> decided = new ArrayList<>(before.decided());
            decided.add(batchId);
            int surplus = Math.max(0, decided.size() - SettlementState.MAX_DECIDED);
            return new Decided(
                    new SettlementState(
                            before.lastSequence(),
                            before.lastBatch(),
                            settledBytes,
                            earned,
                            marks,
                            decided.subList(surplus, decided.size())),
                    settled);
        }
    }
}
