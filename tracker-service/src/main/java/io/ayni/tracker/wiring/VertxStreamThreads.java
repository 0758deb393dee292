package io.ayni.tracker.wiring;

import io.ayni.tracker.swarm.grpc.StreamThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/**
 * Streams of the unified HTTP port: each lives on the event loop of its connection. The end of a stream is taken from its
 * HTTP exchange, because a broken connection is not reported to the rpc as a cancellation.
 */
final class VertxStreamThreads implements StreamThreads {
    @Override
    public Executor current() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(nothing -> task.run());
    }

    @Override
    public void onStreamClosed(Runnable action) {
        RoutingContext exchange = Vertx.currentContext().getLocal(RoutingContext.class.getName());
        exchange.addEndHandler(ended -> action.run());
    }
}
