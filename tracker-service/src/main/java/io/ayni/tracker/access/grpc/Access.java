package io.ayni.tracker.access.grpc;

import io.ayni.tracker.v1.RegistrationGrpc;
import io.ayni.tracker.v1.TrackerGrpc;
import java.util.Map;

/** What a caller has to show for an rpc. */
enum Access {
    /** Nothing. */
    OPEN,
    /** A valid node token. */
    NODE,
    /** The operator's edge token. */
    EDGE,
    /** Nobody may call. */
    DENIED;

    private static final Map<String, Access> RULES = Map.ofEntries(
            Map.entry(RegistrationGrpc.getChallengeMethod().getFullMethodName(), OPEN),
            Map.entry(RegistrationGrpc.getRegisterMethod().getFullMethodName(), OPEN),
            Map.entry(RegistrationGrpc.getCheckReachabilityMethod().getFullMethodName(), NODE),
            Map.entry(TrackerGrpc.getSessionMethod().getFullMethodName(), NODE),
            Map.entry(TrackerGrpc.getAnnounceMethod().getFullMethodName(), NODE),
            Map.entry(TrackerGrpc.getScrapeMethod().getFullMethodName(), NODE),
            Map.entry(TrackerGrpc.getAnnounceEdgeMethod().getFullMethodName(), EDGE),
            Map.entry("grpc.health.v1.Health/Check", OPEN),
            Map.entry("grpc.health.v1.Health/Watch", OPEN));

    /** The rule of an rpc: whatever is not listed is denied. */
    static Access of(String fullMethodName) {
        return RULES.getOrDefault(fullMethodName, DENIED);
    }
}
