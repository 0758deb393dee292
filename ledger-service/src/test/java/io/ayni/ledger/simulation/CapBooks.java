package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.ledger.cap.CapPolicy;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The caps by their definition, counted over all shards in the order of the commits (I14). Shares no rule with the ledger. */
final class CapBooks {
    private final CapPolicy policy;
    private final Map<String, Long> used = new HashMap<>();

    CapBooks(CapPolicy policy) {
        this.policy = policy;
    }

    /** What may be paid of an amount for bytes under a grant. */
    long allowed(Deal deal, long bytes, long due) {
        if (due == 0) {
            return 0;
        }
        long byPair = part(due, counted(used(pair(deal)), bytes), bytes);
        long byPrefix = Math.max(0, policy.prefixMicroCredits() - used(prefix(deal)));
        long byAccount = Math.max(0, policy.accountMicroCredits() - used(account(deal)));
        long byContent = part(due, contentBytes(deal, bytes), bytes);
        return Math.min(Math.min(byPair, byPrefix), Math.min(byAccount, byContent));
    }

    /** An amount was paid. */
    void use(Deal deal, long bytes, long due, long paid) {
        if (due == 0) {
            return;
        }
        used.merge(content(deal), contentBytes(deal, bytes), Math::addExact);
        used.merge(pair(deal), bytes, Math::addExact);
        long ofPrefix = used.merge(prefix(deal), paid, Math::addExact);
        long ofAccount = used.merge(account(deal), paid, Math::addExact);
        require(ofPrefix <= policy.prefixMicroCredits(), "I14", "a prefix earned " + ofPrefix);
        require(ofAccount <= policy.accountMicroCredits(), "I14", "an account earned " + ofAccount);
    }

    private long contentBytes(Deal deal, long bytes) {
        long limit = part(deal.terms().contentBytes(), policy.contentPercent(), 100);
        return Math.min(bytes, Math.max(0, limit - used(content(deal))));
    }

    /** Byte number n counts as much as the power of one half that its portion has, each portion rounded down. */
    private long counted(long before, long bytes) {
        long counted = 0;
        long left = bytes;
        for (long at = before; left > 0; ) {
            long portion = at / policy.pairFullBytes();
            long step = Math.min(left, policy.pairFullBytes() - at % policy.pairFullBytes());
            counted += portion > 62 ? 0 : step / (1L << portion);
            at += step;
            left -= step;
        }
        return counted;
    }

    private static long part(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private long used(String counter) {
        return used.getOrDefault(counter, 0L);
    }

    private static String pair(Deal deal) {
        return "pair " + deal.terms().uploaderAccount() + deal.terms().downloaderAccount();
    }

    private static String prefix(Deal deal) {
        return "prefix " + deal.terms().uploaderPrefixTag();
    }

    private static String account(Deal deal) {
        return "account " + deal.terms().uploaderAccount();
    }

    private static String content(Deal deal) {
        return "content " + deal.terms().downloaderAccount() + deal.grant().contentId();
    }
}
