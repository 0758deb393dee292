package io.ayni.ledger.transparency.http;

import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.transparency.TileAddress;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishedCheckpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * {@code GET /log/<shard>/checkpoint} and {@code GET /log/<shard>/tile/<L>/<N>[.p/<W>]}: public data, without a token. 404
 * for whatever is not there, 405 for another method, 503 with {@code Retry-After} when too many are read at a time or
 * the ledger cannot be read. A full tile never changes and may be cached for ever.
 */
public final class LogRoutes {
    private static final Logger LOG = Logger.getLogger(LogRoutes.class);
    private static final Pattern PATH = Pattern.compile("/log/(0|[1-9][0-9]{0,3})/(.{1,64})");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String BRIEFLY = "public, max-age=1";
    private static final String RETRY_AFTER_SECONDS = "1";

    private final PublicLog log;
    private final Semaphore free;

    /**
     * @param log what is served
     * @param maxReads answers under way at a time; each holds a database connection for a moment
     */
    public LogRoutes(PublicLog log, int maxReads) {
        this.log = log;
        this.free = new Semaphore(maxReads);
    }

    /** Adds the routes. */
    public void addTo(Router router) {
        router.route("/log/*").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Matcher path = PATH.matcher(context.request().path());
        HttpServerResponse response = context.response();
        if (!path.matches() || Integer.parseInt(path.group(1)) >= Shards.MAX) {
            notFound(response);
        } else if (!context.request().method().name().equals("GET")) {
            response.setStatusCode(405).putHeader("Allow", "GET").end();
        } else if (!free.tryAcquire()) {
            unavailable(response);
        } else {
            int shard = Integer.parseInt(path.group(1));
            Thread.ofVirtual().name("public-log").start(() -> answer(response, shard, path.group(2)));
        }
    }

    private void answer(HttpServerResponse response, int shard, String resource) {
        try {
            if (resource.equals("checkpoint")) {
                checkpoint(response, shard);
            } else {
                tile(response, shard, resource);
            }
        } catch (StoreFailure e) {
            LOG.warnv("Public log not readable: reason={0}", e.getMessage());
            unavailable(response);
        } finally {
            free.release();
        }
    }

    private void checkpoint(HttpServerResponse response, int shard) {
        Optional<PublishedCheckpoint> newest = log.newest(shard);
        if (newest.isEmpty()) {
            notFound(response);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                .end(newest.get().note());
    }

    private void tile(HttpServerResponse response, int shard, String resource) {
        Optional<TileAddress> address = TileAddress.parse(resource);
        Optional<byte[]> hashes = address.flatMap(tile -> log.tile(shard, tile.level(), tile.index()));
        int wanted = address.map(TileAddress::width).orElse(0) * TreeHash.WIDTH;
        if (hashes.isEmpty() || hashes.get().length < wanted) {
            notFound(response);
            return;
        }
        // the hashes of a partial tile do not change either: a longer one is another resource
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .end(Buffer.buffer(Arrays.copyOf(hashes.get(), wanted)));
    }

    private static void notFound(HttpServerResponse response) {
        response.setStatusCode(404)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private static void unavailable(HttpServerResponse response) {
        response.setStatusCode(503)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .end();
    }
}
