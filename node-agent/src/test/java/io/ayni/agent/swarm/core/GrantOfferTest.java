package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.identity.NodeId;
import org.junit.jupiter.api.Test;

class GrantOfferTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final int GRANTED = 100_000;
    private static final SampleItem ITEM = SampleItem.single("film.bin", 1 << 20, 1);

    private final GrantOffer offer = offer();

    @Test
    void aGrantRunsOutSoonWhenItsRestIsUsedBeforeAnotherCanBeHad() {
        // Given
        offer.requested(70_000);

        // Then: 30,000 bytes are left, which is 1.5 s at 20,000 bytes a second
        assertThat(offer.runsOutSoon(20_000, 1 << 20)).isTrue();
        assertThat(offer.runsOutSoon(19_999, 1 << 20)).isFalse();
    }

    @Test
    void aGrantThatCoversAllThatIsMissingDoesNotRunOut() {
        // Given
        offer.requested(70_000);

        // Then
        assertThat(offer.runsOutSoon(1 << 20, 30_000)).isFalse();
        assertThat(offer.runsOutSoon(1 << 20, 30_001)).isTrue();
    }

    @Test
    void aGrantIsNearlyUsedFromFourFifthsOn() {
        // Given
        offer.requested(79_999);
        boolean before = offer.isNearlyUsed(NOW_MS);

        // When
        offer.requested(1);

        // Then
        assertThat(before).isFalse();
        assertThat(offer.isNearlyUsed(NOW_MS)).isTrue();
    }

    private static GrantOffer offer() {
        TestOperator operator = new TestOperator().limitedTo(GRANTED);
        Grant grant = operator.grant(
                NodeId.of(TestOperator.key(1).publicKey()),
                TestOperator.key(2).publicKey(),
                ITEM.metainfo().contentId(),
                NOW_MS);
        return new GrantOffer(
                grant,
                operator.sign(grant),
                TestOperator.key(2),
                ITEM.metainfo().pieceLengthBytes());
    }
}
