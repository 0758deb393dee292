package io.ayni.agent.swarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.identity.NodeId;
import org.junit.jupiter.api.Test;

class UploadAccountTest {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 64 << 10;
    private static final Ed25519PrivateKey SESSION = TestOperator.key(50);
    private static final DocumentId NONE = new DocumentId(new byte[DocumentId.WIDTH]);

    private final TestOperator operator = new TestOperator().limitedTo(3 * MIB);
    private final Grant grant = operator.grant(
            NodeId.of(TestOperator.key(99).publicKey()),
            SESSION.publicKey(),
            new ContentId(new byte[ContentId.WIDTH]),
            1_000_000);
    private final UploadAccount account = new UploadAccount(grant, operator.sign(grant), SESSION.publicKey(), PIECE);

    @Test
    void aChainOfReceiptsIsTakenInItsOrder() {
        account.sent(MIB);
        Envelope first = receipt(1, 100, NONE);
        Envelope second = receipt(2, 100, first.id());
        Envelope third = receipt(3, MIB, second.id());

        assertThat(account.check(first)).isEmpty();
        assertThat(account.check(second)).isEmpty();
        assertThat(account.check(third)).isEmpty();
        assertThat(account.lastReceiptBytes()).isEqualTo(MIB);
    }

    @Test
    void aBadReceiptLeavesTheGoodOneBeforeInForce() {
        account.sent(MIB);
        Envelope first = receipt(1, 100, NONE);
        account.check(first);

        assertThat(account.check(receipt(2, MIB + 1, first.id()))).contains(ReceiptFault.MORE_THAN_SENT);

        assertThat(account.lastReceiptBytes()).isEqualTo(100);
        assertThat(account.check(receipt(2, 200, first.id()))).isEmpty();
    }

    @Test
    void faultsAreToldInTheirOrder() {
        account.sent(MIB);
        Envelope first = receipt(1, 100, NONE);
        account.check(first);
        Grant other = operator.grant(grant.uploaderId(), SESSION.publicKey(), grant.contentId(), 1_000_000);

        assertThat(account.check(new Envelope(new byte[3], first.signature(), first.keyId())))
                .contains(ReceiptFault.MALFORMED);
        assertThat(account.check(receipt(other, 5, 1, NONE, TestOperator.key(66))))
                .contains(ReceiptFault.OTHER_GRANT);
        assertThat(account.check(receipt(grant, 5, 1, NONE, TestOperator.key(66))))
                .contains(ReceiptFault.BAD_SIGNATURE);
        assertThat(account.check(receipt(5, 1, NONE))).contains(ReceiptFault.WRONG_SEQUENCE);
        assertThat(account.check(receipt(2, 1, NONE))).contains(ReceiptFault.WRONG_PREVIOUS);
        assertThat(account.check(receipt(2, 1, first.id()))).contains(ReceiptFault.LOWER_TOTAL);
        assertThat(account.check(receipt(2, MIB + 1, first.id()))).contains(ReceiptFault.MORE_THAN_SENT);
    }

    @Test
    void nothingCanBeSignedForBeforeItWasSent() {
        assertThat(account.check(receipt(1, 1, NONE))).contains(ReceiptFault.MORE_THAN_SENT);
        assertThat(account.check(receipt(1, 0, NONE))).isEmpty();
    }

    @Test
    void aGoodReceiptOpensTheWindowOnlyWhenItIsDurable() {
        account.sent(MIB);
        account.check(receipt(1, MIB, NONE));
        assertThat(account.allows(1)).isFalse();
        assertThat(account.awaitsReceiptFor(1)).isTrue();

        assertThat(account.kept(MIB)).isEqualTo(MIB);

        assertThat(account.allows(2 * MIB)).isTrue();
        assertThat(account.windowBytes()).isEqualTo(2 * MIB);
    }

    @Test
    void aReceiptThatIsKeptLateAddsNothing() {
        account.sent(MIB);
        account.kept(MIB);

        assertThat(account.kept(100)).isZero();
    }

    @Test
    void theGrantsLimitIsNotWaitedFor() {
        account.sent(MIB);
        account.kept(MIB);
        account.sent(2 * MIB);
        account.kept(3 * MIB);

        assertThat(account.allows(1)).isFalse();
        assertThat(account.awaitsReceiptFor(1)).isFalse();
    }

    @Test
    void oneStreamHasItAtATime() {
        assertThat(account.attach()).isTrue();
        assertThat(account.attach()).isFalse();
        assertThat(account.isStreaming()).isTrue();

        account.detach();

        assertThat(account.attach()).isTrue();
    }

    private Envelope receipt(long sequence, long bytes, DocumentId previous) {
        return receipt(grant, sequence, bytes, previous, SESSION);
    }

    private static Envelope receipt(
            Grant under, long sequence, long bytes, DocumentId previous, Ed25519PrivateKey signer) {
        return Envelope.sign(
                new Receipt(under.grantId(), sequence, bytes, 1, new byte[Receipt.DIGEST_WIDTH], previous, 0), signer);
    }
}
