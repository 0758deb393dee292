package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.ReturnReason;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The journal entries of one redemption: one per part and step, each in the part's shard, all at the same time. */
final class RedemptionEntries {
    private final Map<Integer, JournalTail> tails = new TreeMap<>();
    private final long atMs;

    /**
     * @param heads of the shards, locked
     * @param nowMs the ledger's clock; the entries bear it, or the time of the last entry of these shards if that is later
     */
    RedemptionEntries(List<ShardHead> heads, long nowMs) {
        this.atMs = heads.stream().mapToLong(ShardHead::recordedAtMs).reduce(nowMs, Math::max);
        heads.forEach(head -> tails.put(head.shard(), new JournalTail(head, atMs)));
    }

    /** Time of the entries. */
    long atMs() {
        return atMs;
    }

    /** {@code owner → held} for each part. */
    void hold(RedemptionOrder order) {
        String benefit = order.benefit().name().value();
        for (RedemptionPart part : order.parts()) {
            var cause = new EntryCause.Hold(
                    order.id(),
                    part.shard(),
                    order.account(),
                    benefit,
                    order.benefit().version());
            move(part, cause, new LedgerAccount.Owner(order.account()), new LedgerAccount.Held(order.account()));
        }
    }

    /** {@code held → redeemed} for each part. */
    void redeem(RedemptionOrder order) {
        String benefit = order.benefit().name().value();
        for (RedemptionPart part : order.parts()) {
            var cause = new EntryCause.Redeemed(order.id(), part.shard(), order.account(), benefit);
            move(part, cause, new LedgerAccount.Held(order.account()), new LedgerAccount.Redeemed(benefit));
        }
    }

    /** {@code held → owner} for each part. */
    void giveBack(RedemptionOrder order, ReturnReason reason) {
        for (RedemptionPart part : order.parts()) {
            var cause = new EntryCause.Returned(order.id(), part.shard(), order.account(), reason);
            move(part, cause, new LedgerAccount.Held(order.account()), new LedgerAccount.Owner(order.account()));
        }
    }

    private void move(RedemptionPart part, EntryCause cause, LedgerAccount from, LedgerAccount to) {
        long amount = part.amountMicroCredits();
        tails.get(part.shard())
                .append(cause, List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount)));
    }

    /** The tails that have grown, by ascending shard. */
    List<JournalTail> grown() {
        return tails.values().stream().filter(tail -> !tail.entries().isEmpty()).toList();
    }
}
