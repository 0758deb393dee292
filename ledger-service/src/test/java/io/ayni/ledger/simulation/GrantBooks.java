package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.keys.KeyPurpose;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settlements held against what is true of their documents: I4, I5, I14, I15, and that a revoked key pays nothing. */
final class GrantBooks {
    private static final BigInteger DIVISOR = BigInteger.valueOf(1L << 20).multiply(BigInteger.valueOf(1000));

    private final Settings settings;
    private final LotBooks lots;
    private final Map<GrantId, Deal> deals = new HashMap<>();
    private final Map<GrantId, Long> marks = new HashMap<>();
    private final CapBooks caps;

    GrantBooks(Settings settings, LotBooks lots) {
        this.settings = settings;
        this.lots = lots;
        this.caps = new CapBooks(settings.caps());
        Paperwork.DEALS.forEach(deal -> deals.put(deal.grant().grantId(), deal));
    }

    Deal deal(GrantId grant) {
        return deals.get(grant);
    }

    long mark(GrantId grant) {
        return marks.getOrDefault(grant, 0L);
    }

    boolean isQuarantined(Deal deal) {
        return lots.isQuarantined(deal.terms().uploaderAccount());
    }

    /** What may be paid now for a grant's bytes up to a total. */
    long allowed(Deal deal, long toBytes) {
        long from = mark(deal.grant().grantId());
        return caps.allowed(deal, toBytes - from, due(deal, from, toBytes));
    }

    /** What a grant's bytes are worth: rounded down once, from the total. */
    static long due(Deal deal, long from, long to) {
        return Math.subtractExact(worth(deal, to), worth(deal, from));
    }

    private static long worth(Deal deal, long bytes) {
        return deal.grant().payerMode() == PayerMode.UNPAID
                ? 0
                : BigInteger.valueOf(bytes)
                        .multiply(BigInteger.valueOf(deal.grant().priceMicroCreditsPerMib()))
                        .multiply(BigInteger.valueOf(deal.grant().weightPerMille()))
                        .divide(DIVISOR)
                        .longValueExact();
    }

    /** Takes the next settlement. */
    void add(JournalEntry entry, EntryCause.Settlement cause) {
        Deal deal = deals.get(cause.grantId());
        require(deal != null && deal.isGenuine(), "I4", "a settlement under a grant that is none");
        requireSlip(deal, cause);
        requireKey(entry, deal);
        require(!isQuarantined(deal), "QUARANTINED", "paid to an account in quarantine");
        long mark = mark(cause.grantId());
        require(cause.toBytes() > mark, "I5", "a mark at " + mark + " moved to " + cause.toBytes());
        require(cause.fromBytes() == mark, "I4", "settled from " + cause.fromBytes() + " at mark " + mark);
        long due = due(deal, mark, cause.toBytes());
        long paid = paid(entry, deal);
        require(paid + cause.withheldMicroCredits() == due, "I4", "paid " + paid + " of " + due);
        long allowed = allowed(deal, cause.toBytes());
        require(paid <= allowed, "I14", "paid " + paid + " where the caps allow " + allowed);
        caps.use(deal, cause.toBytes() - mark, due, paid);
        if (mark == 0) {
            lots.countGrant(deal.terms().uploaderAccount(), entry.recordedAtMs());
        }
        marks.put(cause.grantId(), cause.toBytes());
        if (paid > 0) {
            lots.add(entry, lot(entry, deal, cause), paid);
        }
    }

    private static void requireSlip(Deal deal, EntryCause.Settlement cause) {
        boolean isTrue = deal.slips().stream()
                .anyMatch(slip -> slip.id().equals(cause.receiptDocument())
                        && slip.isSigned()
                        && slip.bytes() == cause.toBytes()
                        && slip.bytes() <= deal.grant().maxBytes());
        require(isTrue, "I4", "settled without a receipt for " + cause.toBytes());
    }

    private void requireKey(JournalEntry entry, Deal deal) {
        boolean isRevoked = settings.keys()
                .find(KeyPurpose.GRANT, deal.grant().keyId())
                .orElseThrow()
                .isRevokedAt(entry.recordedAtMs());
        require(!isRevoked, "KEY_REVOKED", "settled under a revoked key");
    }

    private static long paid(JournalEntry entry, Deal deal) {
        if (entry.postings().isEmpty()) {
            return 0;
        }
        int shard = Shards.of(deal.uploader().id(), Paperwork.SHARDS);
        long amount = entry.postings().getFirst().amountMicroCredits();
        List<Posting> expected = List.of(
                new Posting(new LedgerAccount.Pool(deal.terms().campaign(), shard), Side.DEBIT, amount),
                new Posting(new LedgerAccount.Pending(deal.terms().uploaderAccount()), Side.CREDIT, amount));
        require(entry.postings().equals(expected), "I4", "paid by or to another");
        return amount;
    }

    private static Lot lot(JournalEntry entry, Deal deal, EntryCause.Settlement cause) {
        return new Lot(
                entry.shard(),
                deal.terms().uploaderAccount(),
                deal.terms().campaign(),
                deal.grant().keyId(),
                cause.lotUntilMs());
    }

    /** Compares with what the table says. */
    void compare(Database database) {
        Map<GrantId, Long> rows = new HashMap<>();
        database.marks.forEach((grant, mark) -> rows.put(grant, mark.settledBytes()));
        require(rows.equals(marks), "I5", "the marks are not the fold");
    }
}
