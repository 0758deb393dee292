package io.ayni.agent.swarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReceiptChainTest {
    private static final Ed25519PrivateKey SESSION = TestOperator.key(50);
    private static final GrantId GRANT = new GrantId(new byte[GrantId.WIDTH]);
    private static final byte[] HASH_OF_7 = Digests.sha256(new byte[] {7});
    private static final byte[] HASH_OF_3 = Digests.sha256(new byte[] {3});

    private final ReceiptChain chain = new ReceiptChain(GRANT, SESSION);

    @Test
    void theFirstReceiptHasSequenceOneAndNothingBefore() throws MalformedDocumentException {
        // When
        chain.count(7, HASH_OF_7, 1_000);
        Envelope envelope = chain.sign(42);

        // Then
        Receipt receipt = Receipt.decode(envelope.body());
        assertThat(envelope.isSignedBy(SESSION.publicKey())).isTrue();
        assertThat(receipt.grantId()).isEqualTo(GRANT);
        assertThat(receipt.sequence()).isEqualTo(1);
        assertThat(receipt.cumulativeBytes()).isEqualTo(1_000);
        assertThat(receipt.cumulativePieces()).isEqualTo(1);
        assertThat(receipt.previous()).isEqualTo(new DocumentId(new byte[DocumentId.WIDTH]));
        assertThat(receipt.deviceTimeMs()).isEqualTo(42);
    }

    @Test
    void eachFurtherReceiptCoversAllAndNamesTheOneBefore() throws MalformedDocumentException {
        // Given
        chain.count(7, HASH_OF_7, 1_000);
        Envelope first = chain.sign(0);

        // When
        chain.count(3, HASH_OF_3, 500);
        Receipt second = Receipt.decode(chain.sign(0).body());

        // Then
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.cumulativeBytes()).isEqualTo(1_500);
        assertThat(second.cumulativePieces()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.id());
    }

    @Test
    void theDigestRunsOverPiecesInTheOrderOfTheirVerification() throws MalformedDocumentException {
        // When
        chain.count(7, HASH_OF_7, 1_000);
        chain.count(3, HASH_OF_3, 500);

        // Then
        byte[] afterFirst = Digests.sha256(new byte[32], index(7), HASH_OF_7);
        assertThat(Receipt.decode(chain.sign(0).body()).piecesDigest())
                .isEqualTo(Digests.sha256(afterFirst, index(3), HASH_OF_3));
    }

    @Test
    void signingLeavesNothingUnsigned() {
        chain.count(7, HASH_OF_7, 1_000);
        assertThat(chain.unsignedBytes()).isEqualTo(1_000);

        chain.sign(0);

        assertThat(chain.unsignedBytes()).isZero();
        assertThat(chain.bytes()).isEqualTo(1_000);
    }

    @Test
    void anUploaderTakesTheWholeChain() {
        TestOperator operator = new TestOperator();
        Grant grant = operator.grant(
                NodeId.of(TestOperator.key(99).publicKey()),
                SESSION.publicKey(),
                new ContentId(new byte[ContentId.WIDTH]),
                1_000_000);
        ReceiptChain downloader = new ReceiptChain(grant.grantId(), SESSION);
        UploadAccount uploader = new UploadAccount(grant, operator.sign(grant), SESSION.publicKey(), 64 << 10);
        for (int piece = 0; piece < 10; piece++) {
            uploader.sent(1_000);
            downloader.count(piece, HASH_OF_7, 1_000);

            assertThat(uploader.check(downloader.sign(piece))).isEmpty();
            assertThat(uploader.kept(uploader.lastReceiptBytes())).isEqualTo(1_000);
        }
    }

    private static byte[] index(int piece) {
        return ByteBuffer.allocate(4).putInt(piece).array();
    }
}
