package io.ayni.tracker.catalog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.events.v1.ContentPublished;
import io.ayni.tracker.catalog.ContentRecord;
import io.ayni.tracker.catalog.ContentRecord.Fault;
import io.ayni.tracker.catalog.PublicationRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentRecordReaderTest {
    private static final Ed25519PrivateKey KEY = new Ed25519PrivateKey(new byte[32]);
    private static final Ed25519PrivateKey FOREIGN_KEY = new Ed25519PrivateKey(filled(32));
    private static final ContentId ID = new ContentId(filled(32));
    private static final ContentId OTHER_ID = new ContentId(new byte[32]);
    private static final long PUBLISHED_AT = 500;

    private final ContentRecordReader reader = new ContentRecordReader(new PublicationRules(
            new OperatorKeys(List.of(new PublishedKey(KeyPurpose.MANIFEST, KEY.publicKey(), 100, 1_000)))));

    @Test
    void signedPublicationIsBelieved() {
        assertThat(reader.read(ID.bytes(), honest().build().toByteArray()))
                .isEqualTo(new ContentRecord.Published(ID, 4_096));
    }

    @Test
    void tombstoneWithdraws() {
        assertThat(reader.read(ID.bytes(), null)).isEqualTo(new ContentRecord.Withdrawn(ID));
    }

    @Test
    void whatIsNoRecordIsMalformed() {
        byte[] value = honest().build().toByteArray();
        assertThat(reader.read(null, value)).isEqualTo(unusable(Fault.MALFORMED));
        assertThat(reader.read(new byte[31], value)).isEqualTo(unusable(Fault.MALFORMED));
        assertThat(reader.read(ID.bytes(), new byte[] {0x0a, 0x7f})).isEqualTo(unusable(Fault.MALFORMED));
        assertThat(read(honest().clearPublication())).isEqualTo(unusable(Fault.MALFORMED));
        assertThat(read(honest().setPublication(SignedEnvelope.newBuilder()
                        .setBody(ByteString.copyFromUtf8("no publication"))
                        .setSignature(ByteString.copyFrom(new byte[64]))
                        .setKeyId(ByteString.copyFrom(new byte[8])))))
                .isEqualTo(unusable(Fault.MALFORMED));
    }

    @Test
    void keyMessageAndPublicationMustAgree() {
        assertThat(reader.read(OTHER_ID.bytes(), honest().build().toByteArray()))
                .isEqualTo(unusable(Fault.CONTRADICTORY));
        assertThat(read(honest().setSizeBytes(4_097))).isEqualTo(unusable(Fault.CONTRADICTORY));
        assertThat(read(honest().setPublication(publication(OTHER_ID, 4_096, PUBLISHED_AT, KEY))))
                .isEqualTo(unusable(Fault.CONTRADICTORY));
        assertThat(read(honest().setSizeBytes(0).setPublication(publication(ID, 0, PUBLISHED_AT, KEY))))
                .isEqualTo(unusable(Fault.CONTRADICTORY));
    }

    @Test
    void onlyAValidManifestKeySigns() {
        assertThat(read(honest().setPublication(publication(ID, 4_096, PUBLISHED_AT, FOREIGN_KEY))))
                .isEqualTo(unusable(Fault.NOT_SIGNED));
        assertThat(read(honest().setPublication(publication(ID, 4_096, 1_001, KEY))))
                .isEqualTo(unusable(Fault.NOT_SIGNED));
        SignedEnvelope forged = publication(ID, 4_096, PUBLISHED_AT, KEY).toBuilder()
                .setSignature(ByteString.copyFrom(new byte[64]))
                .build();
        assertThat(read(honest().setPublication(forged))).isEqualTo(unusable(Fault.NOT_SIGNED));
    }

    private ContentRecord read(ContentPublished.Builder message) {
        return reader.read(ID.bytes(), message.build().toByteArray());
    }

    private static ContentPublished.Builder honest() {
        return ContentPublished.newBuilder()
                .setContentId(ByteString.copyFrom(ID.bytes()))
                .setSizeBytes(4_096)
                .setPublication(publication(ID, 4_096, PUBLISHED_AT, KEY));
    }

    private static SignedEnvelope publication(ContentId id, long size, long atMs, Ed25519PrivateKey key) {
        return Envelopes.toMessage(Envelope.sign(new Publication(id, "name", 1, size, atMs), key));
    }

    private static ContentRecord unusable(Fault fault) {
        return new ContentRecord.Unusable(fault);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 5);
        return bytes;
    }
}
