package io.ayni.ledger.cap;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.journal.EarningCap;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The arithmetic of the caps: pure, in integers. The caps are asked in the order of {@link EarningCap}; each may take
 * something of what the ones before left.
 */
public final class CapRules {
    private static final long HOURS_PER_DAY = 24;
    private static final int MAX_HALVINGS = 62;

    private final CapPolicy policy;

    /** @param policy the numbers */
    public CapRules(CapPolicy policy) {
        this.policy = policy;
    }

    /** The counters that a settlement under this grant depends on. */
    public static List<CapKey> keys(Grant grant, GrantTerms terms) {
        return Arrays.stream(EarningCap.values())
                .map(cap -> key(cap, grant, terms))
                .toList();
    }

    /**
     * The same counters, each with what a settlement adds to it if no cap takes anything: never less than what it does add.
     *
     * @param bytes newly settled bytes
     * @param dueMicroCredits what they are worth; nothing is added when that is 0
     */
    public static Map<CapKey, Long> uncapped(Grant grant, GrantTerms terms, long bytes, long dueMicroCredits) {
        Map<CapKey, Long> uses = new HashMap<>();
        for (CapKey key : keys(grant, terms)) {
            uses.put(key, dueMicroCredits == 0 ? 0 : use(key.cap(), bytes, bytes, dueMicroCredits));
        }
        return uses;
    }

    private static CapKey key(EarningCap cap, Grant grant, GrantTerms terms) {
        byte[] code = {(byte) cap.code()};
        byte[] subject =
                switch (cap) {
                    case PAIR ->
                        Digests.sha256(
                                code,
                                terms.uploaderAccount().bytes(),
                                terms.downloaderAccount().bytes());
                    case PREFIX -> Digests.sha256(code, tag(terms.uploaderPrefixTag()));
                    case ACCOUNT -> Digests.sha256(code, terms.uploaderAccount().bytes());
                    case CONTENT ->
                        Digests.sha256(
                                code,
                                terms.downloaderAccount().bytes(),
                                grant.contentId().bytes());
                };
        return new CapKey(cap, new DocumentId(subject), grant.window() / HOURS_PER_DAY);
    }

    private static byte[] tag(int tag) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(tag).array();
    }

    /**
     * Applies the caps to an amount.
     *
     * @param grant the grant, with possible numbers
     * @param terms its sealed terms
     * @param bytes newly settled bytes, above zero
     * @param dueMicroCredits what they are worth, above zero
     * @param used how far a counter is used
     */
    public CapOutcome apply(
            Grant grant, GrantTerms terms, long bytes, long dueMicroCredits, ToLongFunction<CapKey> used) {
        List<CapKey> keys = keys(grant, terms);
        Map<CapKey, Long> uses = new TreeMap<>();
        long left = dueMicroCredits;
        long paidBytes = bytes;
        Optional<EarningCap> first = Optional.empty();
        for (CapKey key : keys) {
            long before = left;
            switch (key.cap()) {
                case PAIR -> left = share(left, weighted(used.applyAsLong(key), bytes), bytes);
                case PREFIX -> left = Math.min(left, rest(policy.prefixMicroCredits(), used.applyAsLong(key)));
                case ACCOUNT -> left = Math.min(left, rest(policy.accountMicroCredits(), used.applyAsLong(key)));
                case CONTENT -> {
                    paidBytes = Math.min(bytes, rest(contentLimit(terms), used.applyAsLong(key)));
                    left = Math.min(left, share(dueMicroCredits, paidBytes, bytes));
                }
            }
            first = first.isEmpty() && left < before ? Optional.of(key.cap()) : first;
        }
        for (CapKey key : keys) {
            uses.put(key, use(key.cap(), bytes, paidBytes, left));
        }
        uses.values().removeIf(use -> use == 0);
        return new CapOutcome(left, dueMicroCredits - left, first, uses);
    }

    private static long use(EarningCap cap, long bytes, long paidBytes, long paid) {
        return switch (cap) {
            case PAIR -> bytes;
            case PREFIX, ACCOUNT -> paid;
            case CONTENT -> paidBytes;
        };
    }

    private long contentLimit(GrantTerms terms) {
        BigInteger limit =
                BigInteger.valueOf(terms.contentBytes()).multiply(BigInteger.valueOf(policy.contentPercent()));
        return limit.divide(BigInteger.valueOf(100))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private static long rest(long limit, long used) {
        return Math.max(0, limit - used);
    }

    private static long share(long amount, long part, long whole) {
        return part == whole ? amount : Math.multiplyExact(amount, part) / whole;
    }

    /** How many of the bytes count after {@code used} others of the day: the k-th portion counts 1/2^k. */
    private long weighted(long used, long bytes) {
        long end = Math.addExact(used, bytes);
        long counted = 0;
        for (long at = used; at < end; ) {
            long portion = at / policy.pairFullBytes();
            if (portion > MAX_HALVINGS) {
                break; // nothing is left to halve
            }
            long portionEnd = Math.min(end, Math.multiplyExact(portion + 1, policy.pairFullBytes()));
            counted += (portionEnd - at) >> portion;
            at = portionEnd;
        }
        return counted;
    }
}
