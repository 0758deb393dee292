package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.journal.ReturnReason;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RedemptionOrder;
import io.ayni.ledger.redemption.RedemptionPart;
import io.ayni.ledger.redemption.RefusalReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Redemptions as the entries alone tell them, and as those who ask for them are answered: a hold is taken once, for one wish,
 * from money that is there, and ends once, in full and in time (I6, I7, I8, I12). Shares no rule with the ledger.
 */
final class RedemptionBooks {
    /** One shard's part of a redemption. */
    private record Part(RedemptionId redemption, int shard) {}

    private record Hold(AccountId owner, String benefit, long amount, long atMs) {
        long dueAtMs() {
            return atMs + Catalogue.holdMs(benefit);
        }

        boolean isImmediate() {
            return Catalogue.holdMs(benefit) == 0;
        }
    }

    private record End(Class<? extends Redemption> state, Hold hold, long atMs) {}

    private final Database database;
    private final Books books;
    private final Map<Part, Hold> open = new HashMap<>();
    private final Map<Part, End> ended = new HashMap<>();
    private final Map<String, Set<RedeemRequest>> wishes = new HashMap<>();
    private final Map<RedeemRequest, Object> answers = new HashMap<>();
    private final Map<RedemptionId, Redemption> seenEnded = new HashMap<>();

    RedemptionBooks(Database database, Books books) {
        this.database = database;
        this.books = books;
    }

    /** A part of a price is set aside. */
    void hold(JournalEntry entry, EntryCause.Hold cause) {
        Part part = part(entry, cause.redemption(), cause.shard());
        long amount = entry.postings().getFirst().amountMicroCredits();
        requireLegs(entry, new LedgerAccount.Owner(cause.owner()), new LedgerAccount.Held(cause.owner()), amount);
        Hold before = open.put(part, new Hold(cause.owner(), cause.benefit(), amount, entry.recordedAtMs()));
        require(before == null && !ended.containsKey(part), "I7", "held twice: " + part);
    }

    /** A part of a price is spent. */
    void spend(JournalEntry entry, EntryCause.Redeemed cause) {
        Part part = part(entry, cause.redemption(), cause.shard());
        Hold hold = end(part, entry, Redemption.Posted.class);
        require(hold.benefit().equals(cause.benefit()), "I7", "spent on another benefit");
        requireLegs(
                entry, new LedgerAccount.Held(hold.owner()), new LedgerAccount.Redeemed(hold.benefit()), hold.amount());
        boolean isInTime =
                hold.isImmediate() ? entry.recordedAtMs() == hold.atMs() : entry.recordedAtMs() < hold.dueAtMs();
        require(isInTime, "I7", "spent after its time");
    }

    /** A part of a price goes back. */
    void giveBack(JournalEntry entry, EntryCause.Returned cause) {
        boolean isExpired = cause.reason() == ReturnReason.EXPIRED;
        Part part = part(entry, cause.redemption(), cause.shard());
        Hold hold = end(part, entry, isExpired ? Redemption.Expired.class : Redemption.Voided.class);
        requireLegs(entry, new LedgerAccount.Held(hold.owner()), new LedgerAccount.Owner(hold.owner()), hold.amount());
        require(!hold.isImmediate(), "I7", "given back what was had at once");
        boolean isDue = entry.recordedAtMs() >= hold.dueAtMs();
        require(isDue == isExpired, "I7", cause.reason() + " at the wrong time");
    }

    private static Part part(JournalEntry entry, RedemptionId redemption, int shard) {
        require(entry.shard() == shard, "I8", "a part in another shard");
        return new Part(redemption, shard);
    }

    private Hold end(Part part, JournalEntry entry, Class<? extends Redemption> state) {
        Hold hold = open.remove(part);
        require(hold != null, "I7", "a hold ended twice, or never was: " + part);
        ended.put(part, new End(state, hold, entry.recordedAtMs()));
        return hold;
    }

    private static void requireLegs(JournalEntry entry, LedgerAccount from, LedgerAccount to, long amount) {
        List<Posting> legs = List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount));
        require(entry.postings().equals(legs), "I7", "not whole, or not where it belongs: " + entry.postings());
    }

    /** Compares with what the tables say. */
    void compare() {
        int parts = 0;
        for (Redemption redemption : database.redemptions.values()) {
            parts += redemption.order().parts().size();
            redemption.order().parts().forEach(part -> compare(redemption, part));
        }
        require(parts == open.size() + ended.size(), "I7", "entries of a redemption that is not there");
        compareHeld();
        compareAnswers();
        database.redemptions.values().forEach(this::requireOwnTime);
    }

    private void compare(Redemption redemption, RedemptionPart of) {
        Part part = new Part(redemption.order().id(), of.shard());
        boolean isPending = redemption instanceof Redemption.Pending;
        Hold hold = isPending ? open.get(part) : held(ended.get(part));
        require(hold != null && hold.amount() == of.amountMicroCredits(), "I7", "the table says " + redemption);
        require(hold.atMs() == redemption.order().requestedAtMs(), "I7", "held at another time: " + redemption);
        if (!isPending) {
            End end = ended.get(part);
            require(end.state().isInstance(redemption), "I7", "ended " + end + " where the table says " + redemption);
            require(end.atMs() == endedAtMs(redemption), "I7", "ended at another time: " + redemption);
        }
    }

    private static Hold held(End end) {
        return end == null ? null : end.hold();
    }

    private static long endedAtMs(Redemption redemption) {
        return switch (redemption) {
            case Redemption.Pending _ -> Long.MAX_VALUE;
            case Redemption.Posted posted -> posted.postedAtMs();
            case Redemption.Voided voided -> voided.voidedAtMs();
            case Redemption.Expired expired -> expired.expiredAtMs();
        };
    }

    private void compareHeld() {
        Map<String, Long> held = new HashMap<>();
        open.forEach((part, hold) ->
                held.merge(part.shard() + new LedgerAccount.Held(hold.owner()).text(), hold.amount(), Math::addExact));
        for (AccountId owner : Paperwork.OWNERS) {
            for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
                String account = new LedgerAccount.Held(owner).text();
                require(
                        books.balance(shard, account) == held.getOrDefault(shard + account, 0L),
                        "I6",
                        account + " holds something else than the open holds");
            }
        }
    }

    private void compareAnswers() {
        List<RedemptionId> answered = database.requests.values().stream()
                .flatMap(answer -> answer.redemption().stream())
                .sorted()
                .toList();
        require(
                answered.equals(List.copyOf(database.redemptions.keySet())),
                "I8",
                "redemptions that are not the answer to one wish each");
    }

    /** The same benefit twice lasts twice as long. */
    private void requireOwnTime(Redemption redemption) {
        if (redemption instanceof Redemption.Posted posted && posted.gain() instanceof Gain.Right right) {
            long overlapping = database.rights(
                            redemption.order().account(),
                            redemption.order().benefit().name())
                    .filter(other -> other.fromMs() < right.untilMs() && right.fromMs() < other.untilMs())
                    .count();
            boolean isWhole = right.untilMs() - right.fromMs()
                    == redemption.order().benefit().lasting().toMillis();
            require(overlapping == 1 && isWhole, "I7", "a right that another one takes time from");
        }
    }

    /** A wish is decided now, on what is committed. */
    void decided(RedeemRequest request, Optional<RefusalReason> refusal, long atMs) {
        Optional<RefusalReason> right = refusal(request, atMs);
        require(refusal.equals(right), "I6", request + " got " + refusal + " where " + right + " is right");
    }

    private Optional<RefusalReason> refusal(RedeemRequest request, long atMs) {
        Optional<Benefit> found = Catalogue.find(request.benefit().value());
        if (found.isEmpty()) {
            return Optional.of(RefusalReason.UNKNOWN_BENEFIT);
        }
        Benefit benefit = found.get();
        if (benefit.availability().retired()) {
            return Optional.of(RefusalReason.RETIRED);
        }
        if (atMs < benefit.availability().fromMs()) {
            return Optional.of(RefusalReason.NOT_YET);
        }
        if (atMs >= benefit.availability().untilMs()) {
            return Optional.of(RefusalReason.OVER);
        }
        if (request.version() != 0 && request.version() != benefit.version()) {
            return Optional.of(RefusalReason.VERSION_CHANGED);
        }
        return balance(request.account()) < benefit.priceMicroCredits()
                ? Optional.of(RefusalReason.INSUFFICIENT_BALANCE)
                : Optional.empty();
    }

    private long balance(AccountId account) {
        long balance = 0;
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            balance += books.balance(shard, new LedgerAccount.Owner(account).text());
        }
        return balance;
    }

    /** Somebody asks for something, perhaps again. */
    void wished(RedeemRequest request) {
        wishes.computeIfAbsent(Database.key(request), key -> new HashSet<>()).add(request);
    }

    /** Somebody got an answer. */
    void answered(RedeemRequest request, RedeemVerdict verdict) {
        Object kind =
                switch (verdict) {
                    case RedeemVerdict.Accepted(Redemption redemption) -> {
                        RedemptionOrder order = redemption.order();
                        boolean isIts = order.account().equals(request.account())
                                && order.benefit().name().equals(request.benefit());
                        require(isIts, "I8", request + " was answered with " + redemption);
                        seen(redemption);
                        yield order.id();
                    }
                    case RedeemVerdict.Refused(RefusalReason reason) -> reason;
                    case RedeemVerdict.KeyInUse _ -> {
                        boolean isRight = wishes.get(Database.key(request)).size() > 1;
                        require(isRight, "I8", "the key of " + request + " is in use by nobody");
                        yield verdict;
                    }
                };
        Object before = answers.putIfAbsent(request, kind);
        require(before == null || before.equals(kind), "I8", request + " got " + kind + " after " + before);
    }

    /** Somebody saw a redemption: it is there, and once it has ended it stays as it is. */
    void seen(Redemption redemption) {
        Redemption stored = database.redemptions.get(redemption.order().id());
        require(stored != null, "I12", "seen and not there: " + redemption);
        if (!(redemption instanceof Redemption.Pending)) {
            Redemption before = seenEnded.putIfAbsent(redemption.order().id(), redemption);
            boolean isSame = stored.equals(redemption) && (before == null || before.equals(redemption));
            require(isSame, "I7", "ended and changed: " + redemption);
        }
    }
}
