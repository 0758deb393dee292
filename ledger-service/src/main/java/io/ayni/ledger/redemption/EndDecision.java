package io.ayni.ledger.redemption;

import io.ayni.ledger.journal.JournalTail;
import java.util.List;

/** What is to be written about the end of a redemption. */
public sealed interface EndDecision {
    /**
     * It ends.
     *
     * @param redemption posted, voided or expired
     * @param tails of the shards that gave a part
     */
    record End(Redemption redemption, List<JournalTail> tails) implements EndDecision {
        /** Copies the tails. */
        public End {
            tails = List.copyOf(tails);
        }
    }

    /** It stays as it is. */
    record Leave() implements EndDecision {}
}
