package io.ayni.agent.swarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadAccountsTest {
    private static final long START_MS = 1_000_000;
    private static final long LIFE_MS = 600_000;
    private static final Ed25519PublicKey SESSION = TestOperator.key(50).publicKey();
    private static final NodeId SELF = NodeId.of(TestOperator.key(99).publicKey());

    private final TestOperator operator = new TestOperator();
    private final UploadAccounts accounts = new UploadAccounts(START_MS);

    @Test
    void aGrantFromBeforeTheMemoryBeganMayHaveBeenUsed() {
        assertThat(accounts.mayBeForgotten(START_MS - 1)).isTrue();
        assertThat(accounts.mayBeForgotten(START_MS)).isFalse();
    }

    @Test
    void aGrantThatComesBackGoesOnWhereItWas() {
        // Given
        Grant grant = grantAt(START_MS);
        UploadAccount first = attach(grant, START_MS).orElseThrow();
        first.sent(1_000);
        first.detach();

        // When
        UploadAccount again = attach(grant, START_MS).orElseThrow();

        // Then
        assertThat(again).isSameAs(first);
        assertThat(accounts.find(grant.grantId())).containsSame(first);
    }

    @Test
    void aGrantInUseIsNotGivenToASecondStream() {
        Grant grant = grantAt(START_MS);
        attach(grant, START_MS);

        assertThat(attach(grant, START_MS)).isEmpty();
    }

    @Test
    void aFullTableForgetsGrantsThatAreOverAndTakesNoMoreOtherwise() {
        // Given
        for (int i = 0; i < UploadAccounts.MAX_ACCOUNTS; i++) {
            attach(grantAt(START_MS), START_MS).orElseThrow().detach();
        }
        Grant late = grantAt(START_MS + LIFE_MS);
        assertThat(attach(late, START_MS + LIFE_MS)).isEmpty();

        // When
        long over = START_MS + LIFE_MS + GrantRules.CLOCK_TOLERANCE_MS + 1;

        // Then
        assertThat(attach(late, over)).isPresent();
    }

    @Test
    void aGrantInUseIsNeverForgotten() {
        // Given
        Grant used = grantAt(START_MS);
        attach(used, START_MS).orElseThrow();
        for (int i = 1; i < UploadAccounts.MAX_ACCOUNTS; i++) {
            attach(grantAt(START_MS), START_MS).orElseThrow().detach();
        }

        // When
        long over = START_MS + LIFE_MS + GrantRules.CLOCK_TOLERANCE_MS + 1;
        attach(grantAt(over), over).orElseThrow();

        // Then
        assertThat(accounts.find(used.grantId())).isPresent();
    }

    @Test
    void aGrantThatNobodyPresentedIsNotKnown() {
        assertThat(accounts.find(new GrantId(new byte[GrantId.WIDTH]))).isEmpty();
    }

    private Optional<UploadAccount> attach(Grant grant, long nowMs) {
        Envelope unsigned = new Envelope(
                grant.encode(),
                new byte[Envelope.SIGNATURE_WIDTH],
                operator.grantKey().publicKey().id());
        return accounts.attach(grant.grantId(), nowMs, () -> new UploadAccount(grant, unsigned, SESSION, 64 << 10));
    }

    private Grant grantAt(long issuedAtMs) {
        return operator.grant(SELF, SESSION, new ContentId(new byte[ContentId.WIDTH]), issuedAtMs);
    }
}
