package io.ayni.tracker.access.grpc;

import io.ayni.contracts.token.NodeToken;
import io.grpc.Context;
import java.net.InetAddress;

/** Who calls, as the guard found out; to be asked at the start of an rpc, on its own thread. */
public final class Caller {
    static final Context.Key<NodeToken> NODE = Context.key("ayni-node");
    static final Context.Key<InetAddress> SOURCE = Context.key("ayni-source");

    private Caller() {}

    /** The node whose token was presented. Only in rpcs that need one. */
    public static NodeToken node() {
        return NODE.get();
    }

    /** The address at the other end of the connection. */
    public static InetAddress source() {
        return SOURCE.get();
    }
}
