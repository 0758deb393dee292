package io.ayni.tracker.catalog.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.ContentPublished;
import io.ayni.tracker.catalog.ContentRecord;
import io.ayni.tracker.catalog.ContentRecord.Fault;
import io.ayni.tracker.catalog.PublicationRules;

/** Turns records of the topic {@code ayni.content} into what they say. Safe for all threads. */
final class ContentRecordReader {
    private final PublicationRules rules;

    ContentRecordReader(PublicationRules rules) {
        this.rules = rules;
    }

    /**
     * @param key record key, or null
     * @param value record value; null is the tombstone of a withdrawn item
     */
    ContentRecord read(byte[] key, byte[] value) {
        if (key == null || key.length != ContentId.WIDTH) {
            return new ContentRecord.Unusable(Fault.MALFORMED);
        }
        ContentId contentId = new ContentId(key);
        if (value == null) {
            return new ContentRecord.Withdrawn(contentId);
        }
        try {
            ContentPublished message = ContentPublished.parseFrom(value);
            if (!message.getContentId().equals(ByteString.copyFrom(key))) {
                return new ContentRecord.Unusable(Fault.CONTRADICTORY);
            }
            return Envelopes.fromMessage(message.getPublication())
                    .map(envelope -> rules.judge(contentId, message.getSizeBytes(), envelope))
                    .orElse(new ContentRecord.Unusable(Fault.MALFORMED));
        } catch (InvalidProtocolBufferException e) {
            return new ContentRecord.Unusable(Fault.MALFORMED);
        }
    }
}
