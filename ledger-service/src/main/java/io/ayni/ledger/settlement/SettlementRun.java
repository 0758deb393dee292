package io.ayni.ledger.settlement;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
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

    SettlementRun(EntryRules entryRules, LoadedState state, long nowMs) {
        this.entryRules = entryRules;
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
        long from = settledBytes(grant.grantId());
        long to = proven.claim().receipt().cumulativeBytes();
        long amount = Math.subtractExact(grant.amountFor(to), grant.amountFor(from));
        LedgerAccount.Pool pool =
                new LedgerAccount.Pool(proven.terms().campaign(), state.head().shard());
        if (amount > 0 && !canPay(grant, pool, amount)) {
            return Outcome.without(grant.grantId(), ResultCode.POOL_EMPTY);
        }
        AppendedEntry appended = append(proven, from, to, pool, amount);
        moveMark(grant.grantId(), new Mark(to, proven.claim().grantEnvelope().id()));
        nodeTotals.merge(uploader, new NodeTotal(to - from, amount), NodeTotal::plus);
        deliveries.merge(grant.contentId(), new PeerDelivery(to - from, 1, grant.issuedAtMs()), PeerDelivery::plus);
        return new Outcome(
                grant.grantId(), ResultCode.POSTED, amount, appended.entry().number());
    }

    /** Only funded pools pay so far: for a grant on a downloader's balance there is no balance to take it from. */
    private boolean canPay(Grant grant, LedgerAccount.Pool pool, long amount) {
        long left = Math.addExact(state.pools().getOrDefault(pool, 0L), tail.balanceChange(pool));
        return grant.payerMode() == PayerMode.CAMPAIGN_POOL && left >= amount;
    }

    private AppendedEntry append(Proven proven, long from, long to, LedgerAccount.Pool pool, long amount) {
        Claim claim = proven.claim();
        LedgerAccount.Owner payee = new LedgerAccount.Owner(proven.terms().uploaderAccount());
        List<Posting> postings = amount == 0
                ? List.of()
                : List.of(new Posting(pool, Side.DEBIT, amount), new Posting(new LedgerAccount.Pending(payee.account()), Side.CREDIT, amount));
        AppendedEntry appended = tail.append(
                new EntryCause.Settlement(
                        claim.grant().grantId(),
                        from,
                        to,
                        claim.grantEnvelope().id(),
                        claim.receiptEnvelope().id(),
                        0,
                        Optional.empty(),
                        amount == 0 ? 0 : tail.recordedAtMs()),
                postings);
        entries.add(new SettledEntry(
                appended, claim.grant().uploaderId(), payee, claim.grantEnvelope(), claim.receiptEnvelope()));
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

    private void moveMark(GrantId grantId, Mark to) {
        long loaded = Optional.ofNullable(state.marks().get(grantId))
                .map(Mark::settledBytes)
                .orElse(0L);
        marks.put(grantId, new MarkMove(loaded, to));
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
