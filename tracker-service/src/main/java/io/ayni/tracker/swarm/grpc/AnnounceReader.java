package io.ayni.tracker.swarm.grpc;

import static io.ayni.tracker.transport.grpc.Fields.require;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.swarm.AnnouncePeer;
import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns announce requests into announces, every field checked against its bound. */
final class AnnounceReader {
    private AnnounceReader() {}

    static AnnouncePeer read(AnnounceRequest request) throws MalformedRequestException {
        require(
                request.getSessionKeysCount() <= AnnouncePeer.MAX_SESSION_KEYS,
                "session_keys holds at most " + AnnouncePeer.MAX_SESSION_KEYS);
        require(
                request.getConnectedCount() <= AnnouncePeer.MAX_CONNECTED,
                "connected holds at most " + AnnouncePeer.MAX_CONNECTED);
        require(request.getRenewCount() <= AnnouncePeer.MAX_RENEW, "renew holds at most " + AnnouncePeer.MAX_RENEW);
        require(
                request.getHaveBytes() >= 0 && request.getMissingBytes() >= 0,
                "have_bytes and missing_bytes are below 2^63");
        return new AnnouncePeer(
                Fields.contentId(request.getContentId()),
                event(request.getEvent()),
                request.getHaveBytes(),
                request.getMissingBytes(),
                sessionKeys(request.getSessionKeysList()),
                nodeIds("connected", request.getConnectedList(), new HashSet<>()),
                List.copyOf(nodeIds("renew", request.getRenewList(), new LinkedHashSet<>())));
    }

    private static AnnouncePeer.Event event(AnnounceEvent event) throws MalformedRequestException {
        return switch (event) {
            case ANNOUNCE_EVENT_UPDATE -> AnnouncePeer.Event.UPDATE;
            case ANNOUNCE_EVENT_STARTED -> AnnouncePeer.Event.STARTED;
            case ANNOUNCE_EVENT_COMPLETED -> AnnouncePeer.Event.COMPLETED;
            case ANNOUNCE_EVENT_STOPPED -> AnnouncePeer.Event.STOPPED;
            case UNRECOGNIZED -> throw new MalformedRequestException("event is not known");
        };
    }

    private static List<byte[]> sessionKeys(List<ByteString> fields) throws MalformedRequestException {
        List<byte[]> keys = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            require(fields.subList(0, i).indexOf(fields.get(i)) < 0, "session_keys are all different");
            keys.add(Fields.publicKey("session_keys", fields.get(i)).bytes());
        }
        return keys;
    }

    private static Set<NodeId> nodeIds(String name, List<ByteString> fields, Set<NodeId> ids)
            throws MalformedRequestException {
        for (ByteString field : fields) {
            ids.add(Fields.nodeId(name, field));
        }
        return ids;
    }
}
