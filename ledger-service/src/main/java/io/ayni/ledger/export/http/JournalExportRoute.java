package io.ayni.ledger.export.http;

import io.ayni.ledger.export.postgres.PostgresJournalExport;
import io.ayni.ledger.operator.Operators;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * {@code GET /journal/export}: the whole journal as text for {@code ledger-verify}, for every operator. 401 without an
 * operator's token, 503 with {@code Retry-After} when too many exports are under way or the ledger cannot be read,
 * 405 for another method. An export that breaks off later is cut off with its connection.
 */
public final class JournalExportRoute {
    /** Where it is served. */
    public static final String PATH = "/journal/export";

    private static final Logger LOG = Logger.getLogger(JournalExportRoute.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final PostgresJournalExport export;
    private final Operators operators;
    private final Semaphore free;

    /**
     * @param export writes it
     * @param operators who may have it, whatever their role
     * @param maxExports exports under way at a time; each holds a database connection
     */
    public JournalExportRoute(PostgresJournalExport export, Operators operators, int maxExports) {
        this.export = export;
        this.operators = operators;
        this.free = new Semaphore(maxExports);
    }

    /** Adds the route. */
    public void addTo(Router router) {
        router.route(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (operators.bearer(request.getHeader(HttpHeaders.AUTHORIZATION)).isEmpty()) {
            context.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Bearer")
                    .end();
        } else if (!request.method().name().equals("GET")) {
            context.response().setStatusCode(405).putHeader("Allow", "GET").end();
        } else if (!free.tryAcquire()) {
            unavailable(context.response());
        } else {
            Thread.ofVirtual().name("journal-export").start(() -> write(context.response()));
        }
    }

    private void write(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ResponseStream body = new ResponseStream(response, PATIENCE);
        try {
            Writer writer =
                    new OutputStreamWriter(new BufferedOutputStream(body, BUFFER_BYTES), StandardCharsets.UTF_8);
            export.write(writer);
            writer.flush();
            body.end();
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warnv("Journal export broken off: reason={0}", e.getMessage());
            breakOff(response);
        } finally {
            free.release();
        }
    }

    private static void breakOff(HttpServerResponse response) {
        if (response.headWritten()) {
            response.reset(); // the only way to say that what was sent is not all
        } else {
            unavailable(response.setChunked(false));
        }
    }

    private static void unavailable(HttpServerResponse response) {
        response.setStatusCode(503)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .end();
    }
}
