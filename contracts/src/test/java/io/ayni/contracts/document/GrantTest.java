package io.ayni.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.NodeId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final long HOUR = Grant.WINDOW_MS;
    private static final long ISSUED = 1_000 * HOUR + 5;

    @Test
    void aMebibyteAtFullWeightIsWorthItsPrice() {
        assertThat(priced(1000, 1000).amountFor(1 << 20)).isEqualTo(1000);
    }

    @Test
    void theAmountIsRoundedDown() {
        // One byte short of what 1,000 micro-credits need, then exactly enough
        assertThat(priced(1000, 1000).amountFor((1 << 20) - 1)).isEqualTo(999);
        assertThat(priced(1000, 1000).amountFor(1048)).isZero();
        assertThat(priced(1000, 1000).amountFor(1049)).isEqualTo(1);
    }

    @Test
    void weightDampsThePrice() {
        assertThat(priced(1000, 750).amountFor(4 << 20)).isEqualTo(3000);
        assertThat(priced(1000, 0).amountFor(4 << 20)).isZero();
    }

    @Test
    void bytesBeyondTheLimitAreWorthNothing() {
        Grant grant = grant(ISSUED, ISSUED + 1, ISSUED + 1, 1000, 1 << 20, 1000, 1000, PayerMode.CAMPAIGN_POOL);
        assertThat(grant.amountFor(Long.MAX_VALUE)).isEqualTo(1000);
    }

    @Test
    void anUnpaidGrantIsWorthNothing() {
        Grant grant = grant(ISSUED, ISSUED + 1, ISSUED + 1, 1000, 1 << 20, 1000, 1000, PayerMode.UNPAID);
        assertThat(grant.amountFor(1 << 20)).isZero();
    }

    @Test
    void theLargestPossibleGrantDoesNotOverflow() {
        Grant grant = grant(
                ISSUED,
                ISSUED + 1,
                ISSUED + 1,
                1000,
                Grant.MAX_GRANT_BYTES,
                Grant.MAX_PRICE,
                Grant.FULL_WEIGHT,
                PayerMode.CAMPAIGN_POOL);
        assertThat(grant.hasPossibleNumbers()).isTrue();
        assertThat(grant.amountFor(Grant.MAX_GRANT_BYTES)).isEqualTo(256 * Grant.MAX_PRICE);
    }

    @Test
    void anImpossibleGrantOverflowsLoudly() {
        Grant grant = grant(0, 1, 1, 0, Long.MAX_VALUE, 0xffff_ffffL, 0xffff, PayerMode.CAMPAIGN_POOL);
        assertThatThrownBy(() -> grant.amountFor(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void cuttingATransferIntoReceiptsNeverChangesTheSum() {
        long seed = 20_260_101L;
        Random random = new Random(seed);
        for (int run = 0; run < 2000; run++) {
            // Given
            Grant grant = priced(1 + random.nextInt(5000), random.nextInt(1001));
            long end = random.nextLong(grant.maxBytes() + 1);
            // When
            long sum = 0;
            for (long mark = 0; mark < end; ) {
                long next = Math.min(end, mark + 1 + random.nextLong(1 << 22));
                sum += grant.amountFor(next) - grant.amountFor(mark);
                mark = next;
            }
            // Then
            assertThat(sum).as("seed %d run %d", seed, run).isEqualTo(grant.amountFor(end));
        }
    }

    @Test
    void possibleNumbersEndExactlyAtTheirBounds() {
        assertPossible(true, ISSUED + Grant.MAX_TRANSFER_MS, ISSUED + Grant.MAX_SETTLE_MS, 1000, 1, 1, 1);
        assertPossible(false, ISSUED, ISSUED + 1, 1000, 1, 1, 1);
        assertPossible(false, ISSUED + Grant.MAX_TRANSFER_MS + 1, ISSUED + Grant.MAX_SETTLE_MS, 1000, 1, 1, 1);
        assertPossible(false, ISSUED + 2, ISSUED + 1, 1000, 1, 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + Grant.MAX_SETTLE_MS + 1, 1000, 1, 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + 1, 999, 1, 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + 1, 1000, 0, 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + 1, 1000, Grant.MAX_GRANT_BYTES + 1, 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + 1, 1000, 1, Grant.MAX_PRICE + 1, 1);
        assertPossible(false, ISSUED + 1, ISSUED + 1, 1000, 1, 1, 1001);
        assertPossible(true, ISSUED + 1, ISSUED + 1, 1000, 1, 0, 0);
    }

    private static void assertPossible(
            boolean possible, long expires, long settleBy, long window, long maxBytes, long price, int weight) {
        assertThat(grant(ISSUED, expires, settleBy, window, maxBytes, price, weight, PayerMode.CAMPAIGN_POOL)
                        .hasPossibleNumbers())
                .isEqualTo(possible);
    }

    private static Grant priced(long price, int weight) {
        return grant(
                ISSUED, ISSUED + 1, ISSUED + 1, 1000, Grant.MAX_GRANT_BYTES, price, weight, PayerMode.CAMPAIGN_POOL);
    }

    private static Grant grant(
            long issued,
            long expires,
            long settleBy,
            long window,
            long maxBytes,
            long price,
            int weight,
            PayerMode mode) {
        return new Grant(
                new GrantId(new byte[16]),
                new KeyId(new byte[8]),
                issued,
                expires,
                settleBy,
                window,
                new NodeId(new byte[32]),
                new byte[32],
                new ContentId(new byte[32]),
                maxBytes,
                price,
                mode,
                weight,
                new byte[0]);
    }
}
