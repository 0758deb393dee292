package io.ayni.gateway.http;

import io.ayni.gateway.catalog.http.ListingRoute;
import io.ayni.gateway.catalog.http.NameRoute;
import io.ayni.gateway.publish.http.PublishRoute;
import io.ayni.gateway.serve.RequestPath;
import io.ayni.gateway.serve.http.ContentRoute;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * The first handler of every HTTP request, whoever answers it in the end: refuses paths with more than one reading
 * ({@link RequestPath}), then calls the route by the decoded segments. Who may do what is decided in the route that is
 * called, never by the path.
 */
public final class GatewayRoutes {
    private static final int BEFORE_ALL_OTHERS = -10_000;

    private final ListingRoute listing;
    private final NameRoute names;
    private final PublishRoute publish;
    private final ContentRoute content;

    /** With the routes of the features. */
    public GatewayRoutes(ListingRoute listing, NameRoute names, PublishRoute publish, ContentRoute content) {
        this.listing = listing;
        this.names = names;
        this.publish = publish;
        this.content = content;
    }

    /** Puts this handler in front of all others. */
    public void addTo(Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<RequestPath> path = RequestPath.parse(request.path());
        if (path.isEmpty()) {
            UnreadBody.discard(context.vertx(), request);
            Problem.badRequest("malformed-path", "the path has a segment or an escape that is not allowed")
                    .sendTo(request);
            return;
        }
        List<String> segments = path.get().segments();
        if (isUpload(segments)) {
            publish.handle(request, segments.get(2));
            return;
        }
        if (!read(context, segments)) {
            passOn(context);
        }
    }

    private static boolean isUpload(List<String> segments) {
        return segments.size() == 3
                && segments.get(0).equals("api")
                && segments.get(1).equals("content");
    }

    /** Calls the route that reads what the path names; false when it names nothing of ours. */
    private boolean read(RoutingContext context, List<String> segments) {
        HttpServerRequest request = context.request();
        String first = segments.isEmpty() ? "" : segments.getFirst();
        List<String> rest = segments.isEmpty() ? List.of() : segments.subList(1, segments.size());
        switch (first) {
            case "content" -> read(context, () -> content.handle(request, rest));
            case "name" -> read(context, () -> names.handle(request, rest));
            case "api" -> read(context, () -> listing.handle(request, rest));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void read(RoutingContext context, Runnable route) {
        HttpServerRequest request = context.request();
        UnreadBody.discard(context.vertx(), request);
        if (Methods.requireRead(request)) {
            route.run();
        }
    }

    private static void passOn(RoutingContext context) {
        // gRPC comes over HTTP/2 and reads its body itself; what else answers here takes no body.
        if (context.request().version() != HttpVersion.HTTP_2) {
            UnreadBody.discard(context.vertx(), context.request());
        }
        context.next();
    }
}
