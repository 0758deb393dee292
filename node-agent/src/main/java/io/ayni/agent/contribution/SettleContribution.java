package io.ayni.agent.contribution;

import io.ayni.agent.contribution.AckVerdict.Decided;
import io.ayni.agent.contribution.AckVerdict.Disbelieved;
import io.ayni.agent.contribution.AckVerdict.Reason;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settles what this node gave: batches out, acks in. Safe for all threads. */
public final class SettleContribution {
    private final FileReceiptBook receipts;
    private final BatchStore batches;
    private final Ed25519PrivateKey nodeKey;
    private final OperatorKeys operatorKeys;

    /**
     * @param receipts what can be settled
     * @param batches owned by this object from now on
     * @param nodeKey signs batches
     * @param operatorKeys whose acks are believed
     */
    public SettleContribution(
            FileReceiptBook receipts, BatchStore batches, Ed25519PrivateKey nodeKey, OperatorKeys operatorKeys) {
        this.receipts = receipts;
        this.batches = batches;
        this.nodeKey = nodeKey;
        this.operatorKeys = operatorKeys;
    }

    /**
     * Puts due receipts into batches, as far as {@link SettlementRules#MAX_UNDECIDED} allows, durably.
     *
     * @return the new batches
     */
    public synchronized List<SignedBatch> composeDue() throws IOException {
        List<SignedBatch> fresh = new ArrayList<>();
        while (batches.undecided().size() < SettlementRules.MAX_UNDECIDED) {
            List<StoredReceipt> due = SettlementRules.due(receipts.all(), batches.undecided());
            Optional<SignedBatch> next = SettlementRules.compose(nodeKey, batches.state(), due);
            if (next.isEmpty()) {
                break;
            }
            batches.append(next.get());
            fresh.add(next.get());
        }
        return fresh;
    }

    /** Batches to hand in, oldest first. */
    public synchronized List<SignedBatch> undecided() {
        return List.copyOf(batches.undecided());
    }

    /**
     * Takes an ack: checks that a ledger key of the operator signed it and that it answers an undecided batch, counts it
     * and lets go what is settled. Only then the batch is not handed in again.
     */
    public synchronized AckVerdict onAck(Envelope envelope, long nowMs) throws IOException {
        Ack ack;
        try {
            ack = Ack.decode(envelope.body());
        } catch (MalformedDocumentException e) {
            return new Disbelieved(Reason.MALFORMED);
        }
        Optional<SignedBatch> batch = batches.undecided(ack.batchId());
        if (batch.isEmpty()) {
            return new Disbelieved(Reason.UNKNOWN_BATCH);
        }
        Optional<PublishedKey> key = operatorKeys
                .find(KeyPurpose.LEDGER, envelope.keyId())
                .filter(published -> published.isValidAt(ack.decidedAtMs()));
        if (key.isEmpty()) {
            return new Disbelieved(Reason.UNKNOWN_KEY);
        }
        if (!envelope.isSignedBy(key.get().key())) {
            return new Disbelieved(Reason.BAD_SIGNATURE);
        }
        AckVerdict verdict = SettlementRules.apply(batches.state(), batch.get(), ack, nowMs);
        if (verdict instanceof Decided decided) {
            decided.settled().forEach(done -> receipts.remove(done.grantId(), done.receiptId()));
            batches.decide(batch.get(), decided.state());
        }
        return verdict;
    }

    /**
     * Takes the ledger's word that it will never take a batch. The batch is set aside; its receipts are kept and put into
     * a later batch until the ledger's day for them is over, then dropped.
     */
    public synchronized void onRefused(DocumentId batchId, long nowMs) throws IOException {
        Optional<SignedBatch> batch = batches.undecided(batchId);
        if (batch.isPresent()) {
            batches.refuse(batch.get());
            for (StoredReceipt receipt : receipts.all()) {
                if (receipt.settleByMs() < nowMs) {
                    receipts.remove(receipt.grantId(), receipt.receiptEnvelope().id());
                }
            }
        }
    }

    /** Where settling stands. */
    public synchronized SettlementSummary summary() {
        SettlementState state = batches.state();
        return new SettlementSummary(
                receipts.size(), batches.undecided().size(), state.settledBytes(), state.earnedMicroCredits());
    }
}
