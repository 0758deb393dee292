package io.ayni.launcher.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaperworkTest {
    private static final int SHARDS = 4;
    private static final long ISSUED_AT_MS = 1_800_000_000_000L;
    private static final Ed25519PrivateKey GRANT_KEY = new Ed25519PrivateKey(new byte[32]);
    private static final SealingKey SEALING_KEY = new SealingKey(new byte[32]);

    private final Paperwork paperwork = paperwork();

    @Test
    void eachEntryIsASoundGrantWithItsReceiptUnderTheUploadersSignature() throws Exception {
        // When
        SignedBatch signed = paperwork.sign(1, 3, done -> {}).getFirst();

        // Then
        SettlementBatch batch = SettlementBatch.decode(signed.envelope().body());
        assertThat(signed.envelope().isSignedBy(Ed25519PublicKey.of(batch.uploaderKey())))
                .isTrue();
        assertThat(batch.entries()).hasSize(3);
        for (SettlementEntry entry : batch.entries()) {
            Grant grant = Grant.decode(entry.grant().body());
            Receipt receipt = Receipt.decode(entry.receipt().body());
            assertThat(entry.grant().isSignedBy(GRANT_KEY.publicKey())).isTrue();
            assertThat(entry.receipt().isSignedBy(Ed25519PublicKey.of(grant.sessionKey())))
                    .isTrue();
            assertThat(SEALING_KEY.open(grant)).isPresent();
            assertThat(grant.hasPossibleNumbers()).isTrue();
            assertThat(grant.uploaderId()).isEqualTo(batch.uploaderId());
            assertThat(grant.amountFor(receipt.cumulativeBytes())).isEqualTo(Exchange.MICRO_CREDITS);
        }
    }

    @Test
    void batchesInARowFillTheShardsEvenly() {
        // When
        List<SignedBatch> signed = paperwork.sign(8, 1, done -> {});

        // Then
        assertThat(signed).extracting(batch -> batch.uploader().shard(SHARDS)).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void oneSeedYieldsTheSameBatchesAndNoGrantTwice() {
        // When
        List<SignedBatch> first = paperwork.sign(2, 1, done -> {});
        List<SignedBatch> further = paperwork.sign(2, 1, done -> {});

        // Then
        assertThat(paperwork().sign(2, 1, done -> {}))
                .extracting(SignedBatch::envelope)
                .isEqualTo(first.stream().map(SignedBatch::envelope).toList());
        assertThat(further)
                .extracting(SignedBatch::envelope)
                .doesNotContainAnyElementsOf(
                        first.stream().map(SignedBatch::envelope).toList());
    }

    @Test
    void progressIsToldFourTimesUpToTheLast() {
        // Given
        AtomicInteger told = new AtomicInteger();
        AtomicInteger furthest = new AtomicInteger();

        // When
        paperwork.sign(8, 1, done -> {
            told.incrementAndGet();
            furthest.accumulateAndGet(done, Math::max);
        });

        // Then
        assertThat(List.of(told.get(), furthest.get())).containsExactly(4, 8);
    }

    private static Paperwork paperwork() {
        SplittableRandom random = new SplittableRandom(7);
        return new Paperwork(
                Community.of(SHARDS, random.split()), new Exchange(GRANT_KEY, SEALING_KEY, ISSUED_AT_MS), random);
    }
}
