package io.ayni.tracker.publication.kafka;

import com.google.protobuf.ByteString;
import io.ayni.events.v1.NodeRegistered;
import io.ayni.events.v1.SwarmChanged;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.publication.OutgoingEvent;
import io.ayni.tracker.publication.OutgoingEvent.Stream;
import io.ayni.tracker.swarm.Effect;

/** Events as protobuf bytes. */
public final class EventMessages {
    private EventMessages() {}

    /**
     * A registration, or a registered node's new decision.
     *
     * @param eventId 16 random bytes
     */
    public static OutgoingEvent nodeRegistered(EnrolledNode node, byte[] eventId, long nowMs) {
        byte[] value = NodeRegistered.newBuilder()
                .setEventId(ByteString.copyFrom(eventId))
                .setNodeId(ByteString.copyFrom(node.nodeId().bytes()))
                .setPublicKey(ByteString.copyFrom(node.publicKey().bytes()))
                .setAccountId(ByteString.copyFrom(node.account().bytes()))
                .setAgentVersion(node.agentVersion())
                .setSharing(node.consent().sharing())
                .setConsentTextVersion((int) node.consent().textVersion())
                .setConsentGivenAtMs(node.consent().givenAtMs())
                .setRegisteredAtMs(nowMs)
                .build()
                .toByteArray();
        return new OutgoingEvent(Stream.NODES, node.nodeId(), value);
    }

    /** Counts of a swarm. */
    public static OutgoingEvent swarmChanged(Effect.PublishCounts counts) {
        byte[] value = SwarmChanged.newBuilder()
                .setContentId(ByteString.copyFrom(counts.contentId().bytes()))
                .setSeeds(counts.counts().seeds())
                .setLeeches(counts.counts().leeches())
                .setCompleted(counts.completed())
                .setGranted(counts.granted())
                .setChangedAtMs(counts.changedAtMs())
                .build()
                .toByteArray();
        return new OutgoingEvent(Stream.SWARMS, counts.contentId(), value);
    }
}
