package io.ayni.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ayni.contracts.document.GoldenDocuments.Decoder;
import io.ayni.contracts.document.GoldenDocuments.Golden;
import io.ayni.contracts.document.MalformedDocumentException.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentStrictnessTest {
    private static final int GRANT_ISSUED_AT = 16 + 16 + 8;
    private static final int GRANT_MAX_BYTES = GRANT_ISSUED_AT + 24 + 4 + 32 + 32 + 32;
    private static final int GRANT_PAYER_MODE = GRANT_MAX_BYTES + 8 + 4;
    private static final int GRANT_SEALED = GRANT_PAYER_MODE + 1 + 2;

    static List<Golden> all() {
        return GoldenDocuments.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTruncationIsMalformed(Golden golden) {
        byte[] body = golden.document().encode();
        for (int length = 0; length < body.length; length++) {
            assertThat(faultOf(golden.decoder(), Arrays.copyOf(body, length)))
                    .as("length %d", length)
                    .isEqualTo(Fault.MALFORMED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTrailingByteIsMalformed(Golden golden) {
        byte[] body = golden.document().encode();
        assertThat(faultOf(golden.decoder(), Arrays.copyOf(body, body.length + 1)))
                .isEqualTo(Fault.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("all")
    void noOtherKindOfDocumentReadsIt(Golden golden) {
        byte[] body = golden.document().encode();
        for (Golden other : all()) {
            if (!other.document().getClass().equals(golden.document().getClass())) {
                assertThat(faultOf(other.decoder(), body)).as("as %s", other).isEqualTo(Fault.MALFORMED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherVersionIsNamedAsSuch(Golden golden) {
        // Given
        byte[] body = golden.document().encode();
        // When
        body[versionDigit(body)] = '2';
        // Then
        assertThat(faultOf(golden.decoder(), body)).isEqualTo(Fault.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aVersionThatIsNoNumberIsMalformed(Golden golden) {
        byte[] body = golden.document().encode();
        body[versionDigit(body)] = 'x';
        assertThat(faultOf(golden.decoder(), body)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aTagWithSomethingInItsPaddingIsMalformed() {
        byte[] body = GoldenDocuments.envelope("grant").body();
        body[15] = 1;
        assertThat(faultOf(Grant::decode, body)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void numbersFromTwoToThe63AreMalformed() {
        for (int offset : List.of(GRANT_ISSUED_AT, GRANT_ISSUED_AT + 8, GRANT_ISSUED_AT + 16, GRANT_MAX_BYTES)) {
            byte[] body = GoldenDocuments.envelope("grant").body();
            ByteBuffer.wrap(body).putLong(offset, Long.MIN_VALUE);
            assertThat(faultOf(Grant::decode, body)).as("offset %d", offset).isEqualTo(Fault.MALFORMED);
            ByteBuffer.wrap(body).putLong(offset, -1L);
            assertThat(faultOf(Grant::decode, body)).as("offset %d", offset).isEqualTo(Fault.MALFORMED);
        }
    }

    @Test
    void anUnknownPayerModeIsMalformed() {
        byte[] body = GoldenDocuments.envelope("grant").body();
        body[GRANT_PAYER_MODE] = 3;
        assertThat(faultOf(Grant::decode, body)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aSealedPartBeyondItsMaximumIsMalformed() {
        // Given a grant whose sealed part is exactly at the maximum, and one byte beyond, lengths and all
        byte[] prefix = Arrays.copyOf(GoldenDocuments.envelope("grant").body(), GRANT_SEALED);
        byte[] atMaximum = withVariable(prefix, Grant.MAX_SEALED_BYTES);
        byte[] beyond = withVariable(prefix, Grant.MAX_SEALED_BYTES + 1);
        // Then
        assertThat(faultOf(Grant::decode, atMaximum)).isNull();
        assertThat(faultOf(Grant::decode, beyond)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aNestedBodyBeyondItsMaximumIsMalformed() {
        // Given
        byte[] head = Arrays.copyOf(GoldenDocuments.envelope("batch").body(), 16 + 32 + 32 + 8 + 32 + 2);
        ByteBuffer.wrap(head).putShort(head.length - 2, (short) 1);
        byte[] beyond = withVariable(head, Envelope.MAX_NESTED_BODY_BYTES + 1);
        byte[] padded = Arrays.copyOf(beyond, beyond.length + 2000);
        // Then
        assertThat(faultOf(SettlementBatch::decode, padded)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aBatchOfNoneOrTooManyIsMalformed() {
        int count = 16 + 32 + 32 + 8 + 32;
        for (int entries : List.of(0, 1, 3, SettlementBatch.MAX_ENTRIES + 1, 0xffff)) {
            byte[] body = GoldenDocuments.envelope("batch").body();
            ByteBuffer.wrap(body).putShort(count, (short) entries);
            assertThat(faultOf(SettlementBatch::decode, body))
                    .as("%d entries", entries)
                    .isEqualTo(Fault.MALFORMED);
        }
    }

    @Test
    void aBatchWithJunkInsteadOfDocumentsIsStillABatch() throws Exception {
        // Given
        SettlementBatch golden =
                SettlementBatch.decode(GoldenDocuments.envelope("batch").body());
        Envelope junk = new Envelope(
                new byte[0], new byte[64], golden.entries().getFirst().grant().keyId());
        SettlementBatch batch = new SettlementBatch(
                golden.uploaderId(),
                golden.uploaderKey(),
                1,
                golden.previous(),
                List.of(new SettlementEntry(junk, junk)));
        // Then
        assertThat(SettlementBatch.decode(batch.encode()).entries()).containsExactly(new SettlementEntry(junk, junk));
    }

    @Test
    void anUnknownResultCodeIsMalformed() {
        for (int code : List.of(0, ResultCode.values().length + 1, 255)) {
            byte[] body = GoldenDocuments.envelope("ack").body();
            body[16 + 32 + 8 + 2 + 16] = (byte) code;
            assertThat(faultOf(Ack::decode, body)).as("code %d", code).isEqualTo(Fault.MALFORMED);
        }
    }

    @Test
    void anUnknownRoleIsMalformed() {
        byte[] body = GoldenDocuments.envelope("peer-uploader").body();
        body[16] = 2;
        assertThat(faultOf(PeerProof::decode, body)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aTextThatIsNotUtf8IsMalformed() {
        byte[] body = GoldenDocuments.envelope("publication").body();
        body[16 + 32 + 2] = (byte) 0xff;
        assertThat(faultOf(Publication::decode, body)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void theWriterRefusesWhatTheReaderWould() {
        DocumentWriter out = new DocumentWriter(DomainTag.REPORT);
        assertThatThrownBy(() -> out.u64(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.u32(1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.u16(1 << 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.u8(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.fixed(new byte[3], 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.variable(new byte[5], 4)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The version is the last character of the tag before its padding. */
    private static int versionDigit(byte[] body) {
        int digit = DomainTag.WIDTH - 1;
        while (body[digit] == 0) {
            digit--;
        }
        return digit;
    }

    private static Fault faultOf(Decoder decoder, byte[] body) {
        MalformedDocumentException thrown =
                catchThrowableOfType(MalformedDocumentException.class, () -> decoder.decode(body));
        return thrown == null ? null : thrown.fault();
    }

    private static byte[] withVariable(byte[] prefix, int length) {
        return ByteBuffer.allocate(prefix.length + 2 + length)
                .put(prefix)
                .putShort((short) length)
                .array();
    }
}
