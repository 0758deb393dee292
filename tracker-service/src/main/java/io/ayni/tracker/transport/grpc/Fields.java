package io.ayni.tracker.transport.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.v1.SharingConsent;
import java.nio.charset.StandardCharsets;

/** Reads fields that several requests have. Each refuses what is out of shape. */
public final class Fields {
    private Fields() {}

    /** 32 bytes that name an item. */
    public static ContentId contentId(ByteString field) throws MalformedRequestException {
        require(field.size() == ContentId.WIDTH, "content_id is 32 bytes");
        return new ContentId(field.toByteArray());
    }

    /** 32 bytes that name a node. */
    public static NodeId nodeId(String name, ByteString field) throws MalformedRequestException {
        require(field.size() == NodeId.WIDTH, name + " holds node ids of 32 bytes");
        return new NodeId(field.toByteArray());
    }

    /** 32 bytes that are a usable key. */
    public static Ed25519PublicKey publicKey(String name, ByteString field) throws MalformedRequestException {
        return Ed25519PublicKey.decode(field.toByteArray())
                .orElseThrow(() -> new MalformedRequestException(name + " is not a usable Ed25519 public key"));
    }

    /** An owner's decision. */
    public static Consent consent(SharingConsent message) throws MalformedRequestException {
        long version = Integer.toUnsignedLong(message.getTextVersion());
        Consent consent = message.getSharing() ? new Consent(true, version, message.getGivenAtMs()) : Consent.NONE;
        require(consent.isPossible(), "consent.text_version is the version of the text that the owner saw");
        return consent;
    }

    /** A text of at most so many bytes of UTF-8. */
    public static String text(String name, String field, int maxBytes) throws MalformedRequestException {
        require(field.getBytes(StandardCharsets.UTF_8).length <= maxBytes, name + " is at most " + maxBytes + " bytes");
        return field;
    }

    /** Refuses unless the rule holds. */
    public static void require(boolean holds, String rule) throws MalformedRequestException {
        if (!holds) {
            throw new MalformedRequestException(rule);
        }
    }
}
