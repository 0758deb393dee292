package io.ayni.ledger.redemption;

import io.ayni.ledger.journal.JournalTail;
import java.util.List;

/** What is to be written about a wish. */
public sealed interface RedeemDecision {
    /**
     * The redemption with its entries.
     *
     * @param redemption pending or posted
     * @param tails of the shards that give a part
     */
    record Grant(Redemption redemption, List<JournalTail> tails) implements RedeemDecision {
        /** Copies the tails. */
        public Grant {
            tails = List.copyOf(tails);
        }
    }

    /**
     * Nothing but the answer.
     *
     * @param reason why
     * @param atMs when
     */
    record Refuse(RefusalReason reason, long atMs) implements RedeemDecision {}
}
