package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.settlement.BatchVerdict.BatchFault;
import io.ayni.ledger.settlement.BatchVerdict.Sound;
import io.ayni.ledger.settlement.BatchVerdict.Unsound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRulesTest {
    private static final Node NODE = Node.named("uploader");
    private static final Node OTHER = Node.named("other");
    private static final SettlementEntry ENTRY = aGrant("g").to(NODE).settling(1);

    @Test
    void aBatchThatItsUploaderSignedIsSound() throws Exception {
        // Given
        Envelope envelope = NODE.batch(1, ENTRY);

        // When
        BatchVerdict verdict = BatchRules.judge(envelope, NODE.id());

        // Then
        assertThat(verdict)
                .usingRecursiveComparison()
                .isEqualTo(new Sound(envelope.id(), SettlementBatch.decode(envelope.body())));
    }

    @Test
    void aBatchIsSoundWhateverItsEntriesHold() {
        // Given
        Envelope noise = new Envelope(new byte[0], new byte[64], new KeyId(new byte[KeyId.WIDTH]));

        // When
        BatchVerdict verdict = BatchRules.judge(NODE.batch(1, new SettlementEntry(noise, noise)), NODE.id());

        // Then
        assertThat(verdict).isInstanceOf(Sound.class);
    }

    @Test
    void whatIsNoBatchIsMalformed() {
        byte[] body = NODE.batch(1, ENTRY).body();
        byte[] version2 = body.clone();
        version2["ayni/batch/v".length()] = '2';

        assertFault(signed(new byte[0]), BatchFault.MALFORMED);
        assertFault(signed(Arrays.copyOf(body, body.length - 1)), BatchFault.MALFORMED);
        assertFault(signed(Arrays.copyOf(body, body.length + 1)), BatchFault.MALFORMED);
        assertFault(signed(version2), BatchFault.MALFORMED);
        assertFault(aGrant("g").envelope(), BatchFault.MALFORMED);
    }

    @Test
    void anUnusableKeyIsMalformed() {
        byte[] smallOrder = new byte[32];
        assertFault(signed(batch(NODE.id(), smallOrder).encode()), BatchFault.MALFORMED);
        byte[] nonCanonical = new byte[32];
        Arrays.fill(nonCanonical, (byte) 0xff);
        assertFault(signed(batch(NODE.id(), nonCanonical).encode()), BatchFault.MALFORMED);
    }

    @Test
    void anUploaderIdThatIsNotTheOneOfTheKeyIsMalformed() {
        assertFault(signed(batch(NODE.id(), OTHER.key().publicKey().bytes()).encode()), BatchFault.MALFORMED);
    }

    @Test
    void theBatchOfAnotherIsNotTheUploaders() {
        assertFault(OTHER.batch(1, ENTRY), BatchFault.NOT_THE_UPLOADER);
    }

    @Test
    void aSignatureOfAnotherKeyIsBad() {
        byte[] body = NODE.batch(1, ENTRY).body();
        assertFault(
                new Envelope(
                        body, OTHER.key().sign(body), OTHER.key().publicKey().id()),
                BatchFault.BAD_SIGNATURE);
        assertFault(new Envelope(body, new byte[64], NODE.key().publicKey().id()), BatchFault.BAD_SIGNATURE);
    }

    @Test
    void ofTwoFaultsTheEarlierWins() {
        // Given
        byte[] others = OTHER.batch(1, ENTRY).body();
        byte[] cut = Arrays.copyOf(others, others.length - 1);
        KeyId keyId = OTHER.key().publicKey().id();

        // Then: malformed, another's and badly signed; then another's and badly signed
        assertFault(new Envelope(cut, new byte[64], keyId), BatchFault.MALFORMED);
        assertFault(new Envelope(others, new byte[64], keyId), BatchFault.NOT_THE_UPLOADER);
    }

    @Test
    void theLongestBodyIsSoundAndOneByteMoreIsMalformed() {
        // Given
        Envelope longest = NODE.batch(1, entriesThatFill(BatchRules.MAX_BODY_BYTES));
        Envelope tooLong = NODE.batch(1, entriesThatFill(BatchRules.MAX_BODY_BYTES + 1));

        // Then
        assertThat(longest.body()).hasSize(262_144);
        assertThat(BatchRules.judge(longest, NODE.id())).isInstanceOf(Sound.class);
        assertThat(tooLong.body()).hasSize(262_145);
        assertFault(tooLong, BatchFault.MALFORMED);
    }

    private static void assertFault(Envelope envelope, BatchFault fault) {
        assertThat(BatchRules.judge(envelope, NODE.id())).isEqualTo(new Unsound(fault));
    }

    private static Envelope signed(byte[] body) {
        return new Envelope(body, NODE.key().sign(body), NODE.key().publicKey().id());
    }

    private static SettlementBatch batch(NodeId uploader, byte[] key) {
        return new SettlementBatch(uploader, key, 1, new DocumentId(new byte[DocumentId.WIDTH]), List.of(ENTRY));
    }

    /** 256 entries whose documents fill a batch to exactly this length: 122 bytes of header, 148 of each entry. */
    private static List<SettlementEntry> entriesThatFill(int bodyBytes) {
        int left = bodyBytes - 122 - 256 * 148;
        List<SettlementEntry> entries = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            int grant = Math.min(left, 512);
            int receipt = Math.min(left - grant, 512);
            left -= grant + receipt;
            entries.add(new SettlementEntry(filler(grant), filler(receipt)));
        }
        return entries;
    }

    private static Envelope filler(int bytes) {
        return new Envelope(new byte[bytes], new byte[64], new KeyId(new byte[KeyId.WIDTH]));
    }
}
