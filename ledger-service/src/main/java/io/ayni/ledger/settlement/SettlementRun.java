package io.ayni.ledger.settlement;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.cap.CapOutcome;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.Decision.MarkMove;
import io.ayni.ledger.settlement.Decision.NodeTotal;
import io.ayni.ledger.settlement.Decision.PeerDelivery;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Disproved;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One call of {@link SettlementRules#decide} under way: the state as the records handled so far have changed it. */
final class SettlementRun {
    private final EntryRules entryRules;
    private final Earnings earnings;
    private final LoadedState state;
    private final long nowMs;
    private final JournalTail tail;
    private final Map<GrantId, MarkMove> marks = new TreeMap<>();
    private final Map<NodeId, NodeTotal> nodeTotals = new TreeMap<>();
    private final Map<ContentId, PeerDelivery> deliveries = new TreeMap<>();
    private final List<SettledEntry> entries = new ArrayList<>();
    private final List<DecidedBatch> acks = new ArrayList<>();
    private final List<BrokenRecord> parked = new ArrayList<>();
    private final Set<DocumentId> decided;

    SettlementRun(EntryRules entryRules, Earnings earnings, LoadedState state, long nowMs) {
        this.entryRules = entryRules;
        this.earnings = earnings;
        this.state = state;
        this.nowMs = nowMs;
        this.tail = new JournalTail(state.head(), nowMs);
        this.decided = new HashSet<>(state.decidedBatches());
    }

    void park(BrokenRecord broken) {
        parked.add(broken);
    }

    void settle(JudgedBatch batch) {
        if (!decided.add(batch.batchId())) {
            return; // its ack stands and is what the uploader gets again
        }
        List<Outcome> outcomes = new ArrayList<>(batch.entries().size());
        for (JudgedEntry entry : batch.entries()) {
            outcomes.add(settle(batch.uploader(), entry));
        }
        List<SettlementResult> results = outcomes.stream().map(this::result).toList();
        acks.add(new DecidedBatch(batch.uploader(), new Ack(batch.batchId(), nowMs, results)));
    }

    Decision decision(long nextOffset) {
        return new Decision(
                tail.head(nextOffset),
                entries,
                new HashMap<>(marks),
                tail.balanceChanges(),
                earnings.lots(),
                earnings.capUses(),
                earnings.newGrants(),
                new TreeMap<>(nodeTotals),
                acks,
                parked,
                new TreeMap<>(deliveries));
    }

    private Outcome settle(NodeId uploader, JudgedEntry entry) {
        return switch (entry) {
            case Refused refused -> Outcome.without(refused.grantId(), refused.code());
            case Claim claim -> isSettled(claim) ? settled(claim) : settle(uploader, entryRules.prove(claim));
            case Disproved disproved -> isSettled(disproved.claim()) ? settled(disproved.claim()) : refuse(disproved);
            case Proven proven -> isSettled(proven.claim()) ? settled(proven.claim()) : post(uploader, proven);
        };
    }

    private boolean isSettled(Claim claim) {
        return claim.receipt().cumulativeBytes() <= settledBytes(claim.grant().grantId());
    }

    private static Outcome settled(Claim claim) {
        return Outcome.without(claim.grant().grantId(), ResultCode.ALREADY_SETTLED);
    }

    private Outcome refuse(Disproved disproved) {
        boolean isOtherDocument = disproved.code() != ResultCode.UNKNOWN_KEY && isOtherDocument(disproved.claim());
        return Outcome.without(
                disproved.claim().grant().grantId(),
                isOtherDocument ? ResultCode.BAD_GRANT_SIGNATURE : disproved.code());
    }

    /** A second document under a grant id that was settled before is not the grant of that name, whoever signed it. */
    private boolean isOtherDocument(Claim claim) {
        return mark(claim.grant().grantId())
                .filter(mark ->
                        !mark.grantDocument().equals(claim.grantEnvelope().id()))
                .isPresent();
    }

    private Outcome post(NodeId uploader, Proven proven) {
        Grant grant = proven.claim().grant();
        if (isOtherDocument(proven.claim())) {
            return Outcome.without(grant.grantId(), ResultCode.BAD_GRANT_SIGNATURE);
        }
        if (entryRules.isRevokedAt(grant.keyId(), tail.recordedAtMs())) {
            return Outcome.without(grant.grantId(), ResultCode.KEY_REVOKED);
        }
        GrantTerms terms = proven.terms();
        if (earnings.isQuarantined(terms.uploaderAccount())) {
            return Outcome.without(grant.grantId(), ResultCode.QUARANTINED);
        }
        long from = settledBytes(grant.grantId());
        long to = proven.claim().receipt().cumulativeBytes();
        long due = Math.subtractExact(grant.amountFor(to), grant.amountFor(from));
        CapOutcome outcome = earnings.afterCaps(grant, terms, to - from, due);
        LedgerAccount.Pool pool =
                new LedgerAccount.Pool(terms.campaign(), state.head().shard());
        if (outcome.paidMicroCredits() > 0 && !canPay(grant, pool, outcome.paidMicroCredits())) {
            return Outcome.without(grant.grantId(), ResultCode.POOL_EMPTY);
        }
        return post(uploader, proven, new Claimed(from, to, outcome));
    }

    /** What a receipt claims above the mark, and what the caps leave of its worth. */
    private record Claimed(long from, long to, CapOutcome outcome) {}

    private Outcome post(NodeId uploader, Proven proven, Claimed claimed) {
        Grant grant = proven.claim().grant();
        long bytes = claimed.to() - claimed.from();
        long paid = claimed.outcome().paidMicroCredits();
        Lot lot = earnings.lot(grant, proven.terms(), tail.recordedAtMs());
        DocumentId grantDocument = proven.claim().grantEnvelope().id();
        AppendedEntry appended = append(proven, claimed, lot, grantDocument);
        earnings.post(claimed.outcome(), lot);
        moveMark(proven, claimed.to(), grantDocument);
        nodeTotals.merge(uploader, new NodeTotal(bytes, paid), NodeTotal::plus);
        deliveries.merge(grant.contentId(), new PeerDelivery(bytes, 1, grant.issuedAtMs()), PeerDelivery::plus);
        ResultCode code = claimed.outcome().cap().isPresent() ? ResultCode.CAPPED : ResultCode.POSTED;
        return new Outcome(grant.grantId(), code, paid, appended.entry().number());
    }

    /** Only funded pools pay so far: for a grant on a downloader's balance there is no balance to take it from. */
    private boolean canPay(Grant grant, LedgerAccount.Pool pool, long amount) {
        long left = Math.addExact(state.pools().getOrDefault(pool, 0L), tail.balanceChange(pool));
        return grant.payerMode() == PayerMode.CAMPAIGN_POOL && left >= amount;
    }

    private AppendedEntry append(Proven proven, Claimed claimed, Lot lot, DocumentId grantDocument) {
        Claim claim = proven.claim();
        long paid = claimed.outcome().paidMicroCredits();
        List<Posting> postings = paid == 0
                ? List.of()
                : List.of(new Posting(lot.pool(), Side.DEBIT, paid), new Posting(lot.pending(), Side.CREDIT, paid));
        AppendedEntry appended = tail.append(
                new EntryCause.Settlement(
                        claim.grant().grantId(),
                        claimed.from(),
                        claimed.to(),
                        grantDocument,
                        claim.receiptEnvelope().id(),
                        claimed.outcome().withheldMicroCredits(),
                        claimed.outcome().cap(),
                        paid == 0 ? 0 : lot.untilMs()),
                postings);
        entries.add(new SettledEntry(
                appended,
                claim.grant().uploaderId(),
                lot.posted(),
                claim.grant().window(),
                claim.grantEnvelope(),
                claim.receiptEnvelope()));
        return appended;
    }

    private Optional<Mark> mark(GrantId grantId) {
        MarkMove move = marks.get(grantId);
        return move != null
                ? Optional.of(move.to())
                : Optional.ofNullable(state.marks().get(grantId));
    }

    private long settledBytes(GrantId grantId) {
        return mark(grantId).map(Mark::settledBytes).orElse(0L);
    }

    private void moveMark(Proven proven, long to, DocumentId grantDocument) {
        GrantId grantId = proven.claim().grant().grantId();
        if (mark(grantId).isEmpty()) {
            earnings.countNewGrant(proven.terms().uploaderAccount());
        }
        long loaded = Optional.ofNullable(state.marks().get(grantId))
                .map(Mark::settledBytes)
                .orElse(0L);
        Mark mark = new Mark(
                to,
                grantDocument,
                proven.terms().uploaderAccount(),
                proven.terms().downloaderAccount());
        marks.put(grantId, new MarkMove(loaded, mark));
    }

    private SettlementResult result(Outcome outcome) {
        long settledBytes = outcome.showsMark() ? settledBytes(outcome.grantId()) : 0;
        long shard = outcome.entryNumber() == 0 ? 0 : state.head().shard();
        return new SettlementResult(
                outcome.grantId(), outcome.code(), settledBytes, outcome.amount(), shard, outcome.entryNumber());
    }

    private record Outcome(GrantId grantId, ResultCode code, long amount, long entryNumber) {
        static Outcome without(GrantId grantId, ResultCode code) {
            return new Outcome(grantId, code, 0, 0);
        }

        /** The mark of a grant that is not shown to be the uploader's is none of its business. */
        boolean showsMark() {
            return switch (code) {
                case MALFORMED, UNSUPPORTED_VERSION, WINDOW_CLOSED, NOT_THE_UPLOADER -> false;
                case OVER_LIMIT,
                        ALREADY_SETTLED,
                        UNKNOWN_KEY,
                        BAD_GRANT_SIGNATURE,
                        BAD_RECEIPT_SIGNATURE,
                        KEY_REVOKED,
                        QUARANTINED,
                        CAPPED,
                        POOL_EMPTY,
                        POSTED -> true;
            };
        }
    }
}
