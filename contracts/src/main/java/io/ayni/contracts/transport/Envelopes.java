package io.ayni.contracts.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.documents.v1.SignedEnvelope;
import java.util.Optional;

/** Between {@link Envelope} and its protobuf message. */
public final class Envelopes {
    private Envelopes() {}

    /** The message; shares the envelope's arrays. */
    public static SignedEnvelope toMessage(Envelope envelope) {
        return SignedEnvelope.newBuilder()
                .setBody(UnsafeByteOperations.unsafeWrap(envelope.body()))
                .setSignature(UnsafeByteOperations.unsafeWrap(envelope.signature()))
                .setKeyId(ByteString.copyFrom(envelope.keyId().bytes()))
                .build();
    }

    /** The envelope; empty when signature or key id do not have their width. */
    public static Optional<Envelope> fromMessage(SignedEnvelope message) {
        if (message.getSignature().size() != Envelope.SIGNATURE_WIDTH
                || message.getKeyId().size() != KeyId.WIDTH) {
            return Optional.empty();
        }
        return Optional.of(new Envelope(
                message.getBody().toByteArray(),
                message.getSignature().toByteArray(),
                new KeyId(message.getKeyId().toByteArray())));
    }
}
