package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.pending.ReleaseLots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pending earnings from their settlement to their release or voiding, with the real rules and a ledger in memory. */
class PendingLotsTest {
    private static final long MIB = 1L << 20;
    private static final long HOUR_MS = 3_600_000;
    /** A full hour, so the first instant of a slice. */
    private static final long T = SettlementDesk.DECIDED_AT_MS / HOUR_MS * HOUR_MS;
    /** Last instant of that slice. */
    private static final long UNTIL = T + HOUR_MS - 1;

    private static final Node NODE = Node.named("uploader");
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(NODE.account());
    private static final LedgerAccount POOL = new LedgerAccount.Pool("default", 0);
    private static final long FUNDED = 1_000_000;

    private OperatorKeys keys = Operator.KEYS;
    private long nowMs = T;

    private final SettlementDesk desk = desk(InMemoryLedger.PENDING);

    @Test
    void whatIsPaidInOneSliceIsOneLot() {
        // When
        settleAt(T, "first instant", 1);
        settleAt(T + 5, "between", 2);
        settleAt(UNTIL, "last instant", 4);
        settleAt(UNTIL + 1, "next slice", 8);

        // Then
        assertThat(desk.ledger.lots()).isEqualTo(Map.of(lot(UNTIL), 7_000L, lot(UNTIL + HOUR_MS), 8_000L));
    }

    @Test
    void campaignsAndKeysHaveLotsOfTheirOwn() {
        // Given
        desk.fund("spring", FUNDED);

        // When
        settleAt(T, "plain", 1);
        desk.settle(NODE, aGrant("spring").to(NODE).paidBy("spring").settling(2 * MIB));
        desk.settle(
                NODE,
                aGrant("other key").to(NODE).signedBy(Operator.SECOND_GRANT_KEY).settling(4 * MIB));

        // Then
        KeyId otherKey = Operator.SECOND_GRANT_KEY.publicKey().id();
        assertThat(desk.ledger.lots())
                .isEqualTo(Map.of(
                        lot(UNTIL),
                        1_000L,
                        new Lot(0, NODE.account(), "spring", lot(UNTIL).grantKey(), UNTIL),
                        2_000L,
                        new Lot(0, NODE.account(), "default", otherKey, UNTIL),
                        4_000L));
    }

    @Test
    void aClockThatIsSetBackReopensNoSlice() {
        // Given
        settleAt(UNTIL + 1, "next slice", 1);

        // When
        settleAt(T, "set back", 2);

        // Then
        assertThat(desk.ledger.lots()).isEqualTo(Map.of(lot(UNTIL + HOUR_MS), 3_000L));
    }

    @Test
    void aLotIsReleasedWholeAfterItsSliceAndOnce() {
        // Given
        settleAt(T, "a", 1);
        settleAt(T, "b", 2);

        // When
        releaseAt(UNTIL);
        long duringTheSlice = desk.ledger.balance(OWNER);
        releaseAt(UNTIL + 1);
        releaseAt(UNTIL + 2);

        // Then
        assertThat(duringTheSlice).isZero();
        assertThat(desk.ledger.balance(OWNER)).isEqualTo(3_000);
        assertThat(desk.ledger.balance(PENDING)).isZero();
        assertThat(desk.ledger.lots()).isEmpty();
        AppendedEntry last = desk.ledger.entries(0).getLast();
        assertThat(last.entry().number()).isEqualTo(4);
        assertThat(last.entry().cause()).isEqualTo(new EntryCause.Release(lot(UNTIL)));
        assertThat(last.entry().recordedAtMs()).isEqualTo(UNTIL + 1);
        assertThat(verified().releasedMicroCredits()).isEqualTo(3_000);
    }

    @Test
    void aRevokedKeyTakesWhatIsPendingUnderItAndNothingElse() {
        // Given: a released lot, two pending ones of the same key in two slices, and one of another key
        settleAt(T, "released", 1);
        releaseAt(UNTIL + 1);
        settleAt(UNTIL + 1, "over", 2);
        desk.settle(
                NODE,
                aGrant("other key").to(NODE).signedBy(Operator.SECOND_GRANT_KEY).settling(16 * MIB));
        settleAt(UNTIL + 1 + HOUR_MS, "collecting", 4);
        keys = revokedAt(UNTIL + 2 + HOUR_MS);

        // When
        releaseAt(UNTIL + 2 + HOUR_MS);
        long voidedAtOnce = verified().voidedMicroCredits();
        releaseAt(UNTIL + 1 + 2 * HOUR_MS);

        // Then
        assertThat(voidedAtOnce).isEqualTo(2_000);
        assertThat(verified().voidedMicroCredits()).isEqualTo(6_000);
        assertThat(desk.ledger.entries(0).getLast().entry().cause())
                .isEqualTo(new EntryCause.Voiding(lot(UNTIL + 2 * HOUR_MS), VoidReason.KEY_REVOKED));
        assertThat(desk.ledger.balance(OWNER)).isEqualTo(17_000);
        assertThat(desk.ledger.balance(PENDING)).isZero();
        assertThat(desk.ledger.balance(POOL)).isEqualTo(FUNDED - 17_000);
    }

    @Test
    void quarantineHoldsLotsBackAndItsEndReleasesThem() {
        // Given
        settleAt(T, "a", 1);
        desk.ledger.quarantine(NODE.account(), Optional.of(QuarantineReason.COLLUSION));

        // When
        releaseAt(UNTIL + 1);
        long inQuarantine = desk.ledger.balance(OWNER);
        desk.ledger.quarantine(NODE.account(), Optional.empty());
        releaseAt(UNTIL + HOUR_MS);
        long beforeTheNextLook = desk.ledger.balance(OWNER);
        releaseAt(UNTIL + 1 + HOUR_MS);

        // Then
        assertThat(inQuarantine).isZero();
        assertThat(beforeTheNextLook).isZero();
        assertThat(desk.ledger.balance(OWNER)).isEqualTo(1_000);
    }

    @Test
    void anUpheldCaseVoidsWhatEndedBeforeIt() {
        // Given
        settleAt(T, "a", 1);
        settleAt(UNTIL + 1, "b", 2);
        desk.ledger.uphold(NODE.account(), UNTIL);

        // When
        releaseAt(UNTIL + 1 + HOUR_MS);

        // Then
        assertThat(desk.ledger.balance(OWNER)).isEqualTo(2_000);
        assertThat(desk.ledger.balance(POOL)).isEqualTo(FUNDED - 2_000);
        assertThat(verified().voidedMicroCredits()).isEqualTo(1_000);
    }

    @Test
    void aNewcomersLotsWaitForItsAge() {
        // Given: no hold, a day of vesting or three grants
        SettlementDesk young = desk(new PendingPolicy(HOUR_MS, 0, 24 * HOUR_MS, 3, HOUR_MS));
        settleAt(young, T, "a", 1);
        settleAt(young, T, "b", 2);

        // When
        releaseAt(young, T + 24 * HOUR_MS - 1);
        long before = young.ledger.balance(OWNER);
        releaseAt(young, T + 24 * HOUR_MS);

        // Then
        assertThat(before).isZero();
        assertThat(young.ledger.balance(OWNER)).isEqualTo(3_000);
    }

    @Test
    void aNewcomersLotsWaitForItsGrantsIfThoseComeFirst() {
        // Given
        SettlementDesk young = desk(new PendingPolicy(HOUR_MS, 0, 24 * HOUR_MS, 3, HOUR_MS));
        settleAt(young, T, "a", 1);
        settleAt(young, T, "b", 2);
        releaseAt(young, UNTIL + 1);
        long before = young.ledger.balance(OWNER);
        settleAt(young, UNTIL + 2, "c", 4);

        // When
        releaseAt(young, UNTIL + 1 + HOUR_MS);

        // Then
        assertThat(before).isZero();
        assertThat(young.ledger.balance(OWNER)).isEqualTo(7_000);
    }

    @Test
    void holdTimeRunsFromTheEndOfTheSlice() {
        // Given
        SettlementDesk held = desk(new PendingPolicy(HOUR_MS, 2 * HOUR_MS, 0, 0, HOUR_MS));
        settleAt(held, T, "a", 1);

        // When
        releaseAt(held, UNTIL + 2 * HOUR_MS);
        long before = held.ledger.balance(OWNER);
        releaseAt(held, UNTIL + 1 + 2 * HOUR_MS);

        // Then
        assertThat(before).isZero();
        assertThat(held.ledger.balance(OWNER)).isEqualTo(1_000);
    }

    @Test
    void moreLotsThanOneTransactionTakesAreAllReleased() {
        // Given
        int lots = ReleaseLots.LOTS_PER_TRANSACTION + 1;
        desk.at(T);
        for (int i = 0; i < lots; i++) {
            Node node = Node.named("owner-" + i);
            desk.settle(node, aGrant("g" + i).to(node).settling(MIB));
        }

        // When
        releaseAt(UNTIL + 1);

        // Then
        assertThat(desk.ledger.lots()).isEmpty();
        assertThat(verified().releasedMicroCredits()).isEqualTo(lots * 1_000L);
    }

    @Test
    void lotsOfEveryShardAreReleased() {
        // Given
        SettlementDesk two = new SettlementDesk(SettlementDesk.UNCAPPED, 2).fund("default", FUNDED);
        Node first = Node.inShard("first", 0, 2);
        Node second = new Node(Node.inShard("second", 1, 2).key(), first.account());
        two.at(T).settle(first, aGrant("a").to(first).settling(MIB));
        two.settle(second, aGrant("b").to(second).settling(2 * MIB));

        // When
        new ReleaseLots(two.ledger, () -> keys, 2, () -> UNTIL + 1).run();

        // Then
        LedgerAccount owner = new LedgerAccount.Owner(first.account());
        assertThat(two.ledger.balance(0, owner)).isEqualTo(1_000);
        assertThat(two.ledger.balance(1, owner)).isEqualTo(2_000);
        assertThat(two.ledger.verify()).isInstanceOf(Content.class);
    }

    private SettlementDesk desk(PendingPolicy policy) {
        return new SettlementDesk(SettlementDesk.UNCAPPED, policy, 1, () -> keys).fund("default", FUNDED);
    }

    private void settleAt(long timeMs, String grant, long mib) {
        settleAt(desk, timeMs, grant, mib);
    }

    private static void settleAt(SettlementDesk at, long timeMs, String grant, long mib) {
        at.at(timeMs).settle(NODE, aGrant(grant).to(NODE).settling(mib * MIB));
    }

    private void releaseAt(long timeMs) {
        releaseAt(desk, timeMs);
    }

    private void releaseAt(SettlementDesk at, long timeMs) {
        nowMs = timeMs;
        new ReleaseLots(at.ledger, () -> keys, 1, () -> nowMs).run();
    }

    private static Lot lot(long untilMs) {
        return new Lot(
                0, NODE.account(), "default", Operator.GRANT_KEY.publicKey().id(), untilMs);
    }

    /** The usual keys, of which the usual grant key is revoked. */
    private static OperatorKeys revokedAt(long timeMs) {
        KeyId revoked = Operator.GRANT_KEY.publicKey().id();
        List<PublishedKey> all = Operator.KEYS.all().stream()
                .map(key -> key.id().equals(revoked)
                        ? new PublishedKey(KeyPurpose.GRANT, key.key(), 0, Long.MAX_VALUE, timeMs)
                        : key)
                .toList();
        return new OperatorKeys(all);
    }

    private Content verified() {
        return (Content) desk.ledger.verify();
    }
}
