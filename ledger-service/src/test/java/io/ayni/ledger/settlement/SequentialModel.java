package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.settlement.Decision.NodeTotal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a ledger with full pools comes to, worked out the simplest way: of each grant only the best receipt counts, once.
 * Shares no rule with the ledger.
 */
final class SequentialModel {
    private static final BigInteger DIVISOR = BigInteger.valueOf(1L << 20).multiply(BigInteger.valueOf(1000));

    private final Map<GrantId, Delivery> best = new HashMap<>();

    SequentialModel(Collection<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (counts(delivery)) {
                best.merge(delivery.grant().grantId(), delivery, (a, b) -> a.bytes() >= b.bytes() ? a : b);
            }
        }
    }

    private static boolean counts(Delivery delivery) {
        boolean isPayable = delivery.grant().payerMode() != PayerMode.DOWNLOADER || price(delivery) == 0;
        return delivery.isSound()
                && delivery.isInTime()
                && delivery.bytes() > 0
                && delivery.bytes() <= delivery.grant().maxBytes()
                && isPayable;
    }

    private static long price(Delivery delivery) {
        Grant grant = delivery.grant();
        return grant.payerMode() == PayerMode.UNPAID
                ? 0
                : BigInteger.valueOf(delivery.bytes())
                        .multiply(BigInteger.valueOf(grant.priceMicroCreditsPerMib()))
                        .multiply(BigInteger.valueOf(grant.weightPerMille()))
                        .divide(DIVISOR)
                        .longValueExact();
    }

    /** Settled bytes of each grant that has any. */
    Map<GrantId, Long> marks() {
        Map<GrantId, Long> marks = new HashMap<>();
        best.forEach((grant, delivery) -> marks.put(grant, delivery.bytes()));
        return marks;
    }

    /** What each grant paid in all. */
    Map<GrantId, Long> paid() {
        Map<GrantId, Long> paid = new HashMap<>();
        best.forEach((grant, delivery) -> paid.put(grant, price(delivery)));
        return paid;
    }

    /** What each owner that earned anything has pending, by the text form of the account. */
    Map<String, Long> earned() {
        return sums(delivery -> new LedgerAccount.Pending(delivery.payee().account()).text());
    }

    /** What each campaign that paid anything paid. */
    Map<String, Long> spent() {
        return sums(Delivery::campaign);
    }

    private Map<String, Long> sums(Function<Delivery, String> key) {
        Map<String, Long> sums = new TreeMap<>();
        best.values().stream()
                .filter(delivery -> price(delivery) > 0)
                .forEach(delivery -> sums.merge(key.apply(delivery), price(delivery), Long::sum));
        return sums;
    }

    /** What each node gave and earned. */
    Map<NodeId, NodeTotal> totals() {
        Map<NodeId, NodeTotal> totals = new HashMap<>();
        best.values()
                .forEach(delivery -> totals.merge(
                        delivery.payee().id(), new NodeTotal(delivery.bytes(), price(delivery)), NodeTotal::plus));
        return totals;
    }
}
