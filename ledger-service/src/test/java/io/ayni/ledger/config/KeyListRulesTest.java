package io.ayni.ledger.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.config.KeyListRules.Fault;
import io.ayni.ledger.config.KeyListRules.Reason;
import io.ayni.ledger.fixture.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyListRulesTest {
    private static final long NOW = 10_000;
    private static final OperatorKeys GOOD = revokedAt(PublishedKey.NEVER);

    @Test
    void aRevocationThatIsReadBeforeItsTimeIsInOrder() {
        assertThat(KeyListRules.compare(GOOD, revokedAt(NOW + 1), NOW)).isEmpty();
    }

    @Test
    void aRevocationThatIsReadAtItsTimeOrLaterNamesItsKey() {
        assertThat(KeyListRules.compare(GOOD, revokedAt(NOW), NOW)).containsExactly(fault(Reason.REVOKED_IN_THE_PAST));
        assertThat(KeyListRules.compare(GOOD, revokedAt(1), NOW)).containsExactly(fault(Reason.REVOKED_IN_THE_PAST));
    }

    @Test
    void aRevocationThatWasKnownBeforeItsTimeIsInOrderAfterIt() {
        assertThat(KeyListRules.compare(revokedAt(NOW - 5), revokedAt(NOW - 5), NOW))
                .isEmpty();
    }

    @Test
    void aRevocationInForceThatIsMissingOrPutOffNamesItsKey() {
        List<Fault> withdrawn = List.of(fault(Reason.REVOCATION_WITHDRAWN));
        assertThat(KeyListRules.compare(revokedAt(NOW), GOOD, NOW)).isEqualTo(withdrawn);
        assertThat(KeyListRules.compare(revokedAt(NOW), revokedAt(NOW + 1), NOW))
                .isEqualTo(withdrawn);
        assertThat(KeyListRules.compare(revokedAt(NOW), new OperatorKeys(List.of()), NOW))
                .isEqualTo(withdrawn);
    }

    @Test
    void aRevocationMayBeTakenBackBeforeItsTime() {
        assertThat(KeyListRules.compare(revokedAt(NOW + 1), GOOD, NOW)).isEmpty();
    }

    private static Fault fault(Reason reason) {
        return new Fault(Operator.GRANT_KEY.publicKey().id(), reason);
    }

    private static OperatorKeys revokedAt(long revokedAtMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs)));
    }
}
