package io.ayni.ledger.redemption;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;
import java.util.List;

/**
 * What was agreed: the same in every state.
 *
 * @param id which
 * @param account who pays
 * @param benefit the version that was had, at its price
 * @param parts where the price comes from, by ascending shard; they sum to it
 * @param requestedAtMs when, on the ledger's clock
 */
public record RedemptionOrder(
        RedemptionId id, AccountId account, Benefit benefit, List<RedemptionPart> parts, long requestedAtMs) {
    /** Copies the parts and checks that they are the price. */
    public RedemptionOrder {
        parts = List.copyOf(parts);
        long sum = parts.stream().mapToLong(RedemptionPart::amountMicroCredits).reduce(0, Math::addExact);
        if (sum != benefit.priceMicroCredits()) {
            throw new IllegalArgumentException("the parts of a redemption sum to its price");
        }
    }
}
