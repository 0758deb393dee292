package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.pending.ReleaseLots;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Settlements, releases, voidings, caps, quarantines and a clock that jumps, in any order drawn from a seed. */
class EarningsPropertyTest {
    private static final int SEEDS = 120;
    private static final int STEPS = 60;
    private static final int SHARDS = 2;
    private static final long MIB = 1L << 20;
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long FUNDED = 120_000;
    private static final CapPolicy CAPS = new CapPolicy(24 * MIB, 90_000, 50_000, 150);
    private static final PendingPolicy PENDING = new PendingPolicy(10_000, 5_000, 60_000, 4, 7_000);
    private static final List<AccountId> OWNERS =
            List.of(AccountId.ofName("ann"), AccountId.ofName("ben"), AccountId.ofName("cleo"));

    /** One ledger, what was handed in, and what it comes to. */
    private static final class Course {
        final SplittableRandom random;
        final List<Node> nodes = new ArrayList<>();
        final List<TestGrant> grants = new ArrayList<>();
        final List<Node> uploaders = new ArrayList<>();
        final Set<ResultCode> seen = EnumSet.noneOf(ResultCode.class);
        OperatorKeys keys = Operator.KEYS;
        long clockMs = TestGrant.SETTLED_AT_MS;
        long latestMs = clockMs;
        final SettlementDesk desk = new SettlementDesk(CAPS, PENDING, SHARDS, () -> keys).fund("default", FUNDED);

        Course(long seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < 5; i++) {
                nodes.add(new Node(Operator.key("node " + i), OWNERS.get(i % OWNERS.size())));
            }
            for (int i = 0; i < 8; i++) {
                drawGrant("grant " + i);
            }
        }

        private void drawGrant(String name) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            uploaders.add(node);
            grants.add(aGrant(name)
                    .to(node)
                    .from(AccountId.ofName("downloader-" + random.nextInt(2)))
                    .behind(1 + random.nextInt(2))
                    .forContent("item " + random.nextInt(2))
                    .ofContentBytes((8 + random.nextInt(40)) * MIB)
                    .issuedAt(TestGrant.ISSUED_AT_MS + random.nextInt(2) * DAY_MS)
                    .priced(random.nextInt(3_000), 1 + random.nextInt(1000))
                    .signedBy(random.nextInt(4) == 0 ? Operator.REVOKED_GRANT_KEY : Operator.GRANT_KEY));
        }

        void step() {
            clockMs += random.nextInt(5) == 0 ? -random.nextInt(30_000) : random.nextInt(9_000);
            latestMs = Math.max(latestMs, clockMs);
            switch (random.nextInt(12)) {
                case 0 -> desk.ledger.quarantine(anOwner(), Optional.of(QuarantineReason.COLLUSION));
                case 1, 2 -> OWNERS.forEach(owner -> desk.ledger.quarantine(owner, Optional.empty()));
                case 3 -> desk.ledger.uphold(anOwner(), clockMs);
                case 4 -> revokeOnce();
                case 5, 6 -> new ReleaseLots(desk.ledger, () -> keys, SHARDS, () -> clockMs).run();
                default -> settle();
            }
        }

        private AccountId anOwner() {
            return OWNERS.get(random.nextInt(OWNERS.size()));
        }

        /** Revokes the usual grant key in the future of everything recorded, as an operator must. */
        private void revokeOnce() {
            if (random.nextInt(10) == 0 && keys == Operator.KEYS) {
                keys = new OperatorKeys(Operator.KEYS.all().stream()
                        .map(key -> key.id()
                                        .equals(Operator.GRANT_KEY.publicKey().id())
                                ? new PublishedKey(KeyPurpose.GRANT, key.key(), 0, Long.MAX_VALUE, latestMs + 1_000)
                                : key)
                        .toList());
            }
        }

        private void settle() {
            int drawn = random.nextInt(grants.size());
            TestGrant grant = grants.get(drawn);
            List<SettlementResult> results = desk.at(clockMs)
                    .settle(
                            uploaders.get(drawn),
                            grant.settling(random.nextLong(40 * MIB)),
                            grant.settling(random.nextLong(60 * MIB)));
            results.forEach(result -> seen.add(result.code()));
        }

        /** What the settled bytes of all grants are worth without caps. */
        long due() {
            Map<Object, Long> marks = new HashMap<>();
            desk.ledger.marks().forEach((grant, mark) -> marks.put(grant, mark.settledBytes()));
            return grants.stream()
                    .mapToLong(grant -> grant.grant().amountFor(marks.getOrDefault(grant.id(), 0L)))
                    .sum();
        }
    }

    @Test
    void moneyIsNeitherMadeNorLostWhateverHappensInWhateverOrder() {
        Set<ResultCode> seen = EnumSet.noneOf(ResultCode.class);
        long released = 0;
        long voided = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            // Given
            Course course = new Course(seed);

            // When
            for (int step = 0; step < STEPS; step++) {
                course.step();
            }

            // Then
            Content content = assertInOrder(course, seed);
            seen.addAll(course.seen);
            released += content.releasedMicroCredits();
            voided += content.voidedMicroCredits();
        }
        assertThat(seen)
                .as("the courses meet everything")
                .contains(
                        ResultCode.POSTED,
                        ResultCode.CAPPED,
                        ResultCode.QUARANTINED,
                        ResultCode.KEY_REVOKED,
                        ResultCode.POOL_EMPTY,
                        ResultCode.ALREADY_SETTLED);
        assertThat(released).isPositive();
        assertThat(voided).isPositive();
    }

    private static Content assertInOrder(Course course, long seed) {
        assertThat(course.desk.ledger.verify()).as("seed %d", seed).isInstanceOf(Content.class);
        Content content = (Content) course.desk.ledger.verify();
        assertThat(content.paidMicroCredits() + content.withheldMicroCredits())
                .as("paid and withheld are what is due, seed %d", seed)
                .isEqualTo(course.due());
        assertThat(sum(course.desk.ledger.balances())).as("seed %d", seed).isZero();
        long open = sum(course.desk.ledger.lots());
        assertThat(content.paidMicroCredits())
                .as("what was paid is pending, released or voided, seed %d", seed)
                .isEqualTo(open + content.releasedMicroCredits() + content.voidedMicroCredits());
        assertLotsAreWhatIsPending(course, seed);
        assertCapsHold(course, seed);
        return content;
    }

    private static void assertLotsAreWhatIsPending(Course course, long seed) {
        for (int shard = 0; shard < SHARDS; shard++) {
            int here = shard;
            for (AccountId owner : OWNERS) {
                long inLots = course.desk.ledger.lots().entrySet().stream()
                        .filter(open -> isOf(open.getKey(), here, owner))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
                assertThat(course.desk.ledger.balance(shard, new LedgerAccount.Pending(owner)))
                        .as("pending of %s in shard %d, seed %d", owner, shard, seed)
                        .isEqualTo(inLots);
            }
        }
    }

    private static boolean isOf(Lot lot, int shard, AccountId owner) {
        return lot.shard() == shard && lot.owner().equals(owner);
    }

    private static void assertCapsHold(Course course, long seed) {
        course.desk.ledger.capsUsed().forEach((key, used) -> {
            long limit =
                    switch (key.cap()) {
                        case PREFIX -> CAPS.prefixMicroCredits();
                        case ACCOUNT -> CAPS.accountMicroCredits();
                        case CONTENT -> 48 * MIB * CAPS.contentPercent() / 100;
                        case PAIR -> Long.MAX_VALUE;
                    };
            assertThat(used).as("%s, seed %d", key, seed).isLessThanOrEqualTo(limit);
        });
        long perAccount = course.desk.ledger.capsUsed().entrySet().stream()
                .filter(use -> use.getKey().cap() == EarningCap.ACCOUNT)
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(perAccount)
                .as("the account caps count what was paid, seed %d", seed)
                .isEqualTo(((Content) course.desk.ledger.verify()).paidMicroCredits());
    }

    private static long sum(Map<?, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }
}
