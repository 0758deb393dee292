package io.ayni.ledger.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.fixture.Operator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseRulesTest {
    private static final long UNTIL = 100_000;
    private static final long HOLD = 50_000;
    private static final long VESTING = 1_000_000;
    private static final PendingPolicy POLICY = new PendingPolicy(10_000, HOLD, VESTING, 100, 3_600_000);
    private static final Standing OLD = new Standing(0, 100, Optional.empty(), 0);
    private static final Lot LOT = new Lot(
            1, AccountId.ofName("a"), "default", Operator.GRANT_KEY.publicKey().id(), UNTIL);

    @Test
    void aLotIsReleasedOnceItsHoldTimeIsOver() {
        assertThat(decide(OLD, UNTIL + HOLD)).isEqualTo(new ReleaseVerdict.Wait(UNTIL + 1 + HOLD));
        assertThat(decide(OLD, UNTIL + HOLD + 1)).isEqualTo(new ReleaseVerdict.Release());
    }

    @Test
    void aLotThatStillCollectsIsNeverEnded() {
        Standing upheld = new Standing(0, 100, Optional.empty(), Long.MAX_VALUE);
        assertThat(decide(upheld, UNTIL)).isEqualTo(new ReleaseVerdict.Wait(UNTIL + 1 + HOLD));
    }

    @Test
    void aRevokedKeyVoidsItsLotsBeforeTheHoldTimeIsOver() {
        OperatorKeys revoked = keys(UNTIL + 5);
        ReleaseRules rules = new ReleaseRules(POLICY);
        assertThat(rules.decide(LOT, OLD, revoked, UNTIL + 4)).isEqualTo(new ReleaseVerdict.Wait(UNTIL + 1 + HOLD));
        assertThat(rules.decide(LOT, OLD, revoked, UNTIL + 5))
                .isEqualTo(new ReleaseVerdict.Void(VoidReason.KEY_REVOKED));
    }

    @Test
    void anUpheldCaseVoidsTheLotsThatItReachesAndNoLaterOnes() {
        Standing reached = new Standing(0, 100, Optional.empty(), UNTIL);
        Standing notReached = new Standing(0, 100, Optional.empty(), UNTIL - 1);
        assertThat(decide(reached, UNTIL + 1)).isEqualTo(new ReleaseVerdict.Void(VoidReason.CASE_UPHELD));
        assertThat(decide(notReached, UNTIL + HOLD + 1)).isEqualTo(new ReleaseVerdict.Release());
    }

    @Test
    void quarantineHoldsALotBackWithoutTakingIt() {
        Standing quarantined = new Standing(0, 100, Optional.of(QuarantineReason.COLLUSION), 0);
        long now = UNTIL + HOLD + 1;
        assertThat(decide(quarantined, now)).isEqualTo(new ReleaseVerdict.Wait(now + 3_600_000));
    }

    @Test
    void aNewAccountVestsByAgeOrBySettledGrants() {
        long now = UNTIL + HOLD + 1;
        Standing young = new Standing(now - VESTING + 1, 99, Optional.empty(), 0);
        assertThat(decide(young, now)).isEqualTo(new ReleaseVerdict.Wait(now + 1));
        assertThat(decide(young, now + 1)).isEqualTo(new ReleaseVerdict.Release());
        Standing busy = new Standing(now, 100, Optional.empty(), 0);
        assertThat(decide(busy, now)).isEqualTo(new ReleaseVerdict.Release());
    }

    @Test
    void aSliceEndsAtItsLastInstant() {
        assertThat(POLICY.lotUntilMs(0)).isEqualTo(9_999);
        assertThat(POLICY.lotUntilMs(9_999)).isEqualTo(9_999);
        assertThat(POLICY.lotUntilMs(10_000)).isEqualTo(19_999);
    }

    @Test
    void timesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new PendingPolicy(999, 0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PendingPolicy(86_400_001, 0, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PendingPolicy(1_000, -1, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PendingPolicy(1_000, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReleaseVerdict decide(Standing standing, long nowMs) {
        return new ReleaseRules(POLICY).decide(LOT, standing, keys(PublishedKey.NEVER), nowMs);
    }

    private static OperatorKeys keys(long revokedAtMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs)));
    }
}
