package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.ledger.settlement.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each batch must come to if every record is handled once, one after the other, from what is true of its documents:
 * no signature is verified here and no rule of the ledger is used (I3).
 */
final class SequentialLedger {
    /** What an entry must come to. */
    private record Expected(ResultCode code, long amount) {
        Expected(ResultCode code) {
            this(code, 0);
        }
    }

    private final Settings settings;
    private final GrantBooks grants;
    private final Books books;
    private final Map<DocumentId, Deal> deals = new HashMap<>();

    SequentialLedger(Settings settings, GrantBooks grants, Books books) {
        this.settings = settings;
        this.grants = grants;
        this.books = books;
        Paperwork.DEALS.forEach(deal -> deals.put(deal.envelope().id(), deal));
    }

    /**
     * Compares an ack with what it should be.
     *
     * @param record the record that it answers
     * @param recordedAtMs time that the entries bear
     * @param ack the answer
     * @param journal enters what was settled into the books, in the order of the results
     */
    void answer(Arrival record, long recordedAtMs, Ack ack, Runnable journal) {
        SettlementBatch batch = batch(record);
        require(ack.results().size() == batch.entries().size(), "I3", "an ack of another length");
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < ack.results().size(); i++) {
            expected.add(expect(
                    record.receivedAtMs(), batch.uploaderId(), batch.entries().get(i), recordedAtMs));
            if (ack.results().get(i).entryNumber() > 0) {
                journal.run();
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(ack.results().get(i), expected.get(i), deal(batch.entries().get(i)));
        }
    }

    private static SettlementBatch batch(Arrival record) {
        try {
            return SettlementBatch.decode(record.batch().orElseThrow().body());
        } catch (MalformedDocumentException e) {
            throw new Violation("I3", "an ack of a record that is no batch", e);
        }
    }

    private void compare(SettlementResult result, Expected expected, Deal deal) {
        boolean hidesMark = expected.code().compareTo(ResultCode.NOT_THE_UPLOADER) <= 0;
        long settledBytes = hidesMark ? 0 : grants.mark(deal.grant().grantId());
        boolean isSame = result.code() == expected.code()
                && result.amountMicroCredits() == expected.amount()
                && result.settledBytes() == settledBytes
                && (result.entryNumber() > 0)
                        == (expected.code().compareTo(ResultCode.CAPPED) == 0 || expected.code() == ResultCode.POSTED);
        require(isSame, "I3", result + " where " + expected + " up to " + settledBytes + " is right");
    }

    private Deal deal(SettlementEntry entry) {
        return deals.get(entry.grant().id());
    }

    private Expected expect(long receivedAtMs, NodeId uploader, SettlementEntry entry, long recordedAtMs) {
        Deal deal = deal(entry);
        DocumentId receipt = entry.receipt().id();
        Optional<Slip> slip =
                deal.slips().stream().filter(some -> some.id().equals(receipt)).findFirst();
        if (slip.isEmpty()) {
            return new Expected(ResultCode.MALFORMED);
        }
        if (receivedAtMs > deal.grant().settleByMs()) {
            return new Expected(ResultCode.WINDOW_CLOSED);
        }
        if (!deal.uploader().id().equals(uploader)) {
            return new Expected(ResultCode.NOT_THE_UPLOADER);
        }
        if (deal.flaw() == ResultCode.OVER_LIMIT
                || slip.get().bytes() > deal.grant().maxBytes()) {
            return new Expected(ResultCode.OVER_LIMIT);
        }
        if (slip.get().bytes() <= grants.mark(deal.grant().grantId())) {
            return new Expected(ResultCode.ALREADY_SETTLED);
        }
        return expectAboveMark(deal, slip.get(), recordedAtMs);
    }

    private Expected expectAboveMark(Deal deal, Slip slip, long recordedAtMs) {
        if (deal.flaw() == ResultCode.UNKNOWN_KEY || deal.flaw() == ResultCode.BAD_GRANT_SIGNATURE) {
            return new Expected(deal.flaw());
        }
        if (deal.flaw() == ResultCode.BAD_RECEIPT_SIGNATURE || !slip.isSigned()) {
            return new Expected(ResultCode.BAD_RECEIPT_SIGNATURE);
        }
        boolean isRevoked = settings.keys()
                .find(KeyPurpose.GRANT, deal.grant().keyId())
                .orElseThrow()
                .isRevokedAt(recordedAtMs);
        return deal.flaw() == ResultCode.KEY_REVOKED || isRevoked
                ? new Expected(ResultCode.KEY_REVOKED)
                : expectPayment(deal, slip);
    }

    private Expected expectPayment(Deal deal, Slip slip) {
        if (grants.isQuarantined(deal)) {
            return new Expected(ResultCode.QUARANTINED);
        }
        int shard = Shards.of(deal.uploader().id(), Paperwork.SHARDS);
        long mark = grants.mark(deal.grant().grantId());
        long due = GrantBooks.due(deal, mark, slip.bytes());
        long paid = grants.allowed(deal, slip.bytes());
        long pool = books.balance(shard, new LedgerAccount.Pool(deal.terms().campaign(), shard).text());
        if (paid > pool) {
            return new Expected(ResultCode.POOL_EMPTY);
        }
        return new Expected(paid < due ? ResultCode.CAPPED : ResultCode.POSTED, paid);
    }
}
