package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ayni.agent.identity.LocalToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Accepts HTTP on 127.0.0.1 only, guards, routes. Each request runs on a virtual thread; at most {@value #MAX_REQUESTS}
 * run at once, further ones get 503.
 */
public final class AgentHttpServer implements AutoCloseable {
    /** Most requests at once. */
    public static final int MAX_REQUESTS = 128;

    private static final System.Logger LOG = System.getLogger(AgentHttpServer.class.getName());
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(MAX_REQUESTS);
    private final AgentServices services;
    private final ContentHandler content;
    private final ApiHandler api;
    private final OwnerPage page = new OwnerPage();
    private final TokenGuard guard;
    private final URI baseUrl;

    private AgentHttpServer(HttpServer server, AgentServices services, LocalToken token) {
        this.server = server;
        this.services = services;
        this.content = new ContentHandler(services.engine(), services.downloads());
        this.api = new ApiHandler(services);
        this.guard = new TokenGuard(token);
        this.baseUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Starts the server.
     *
     * @param port 0 takes a free one
     * @throws java.net.BindException when the port is taken
     */
    public static AgentHttpServer start(int port, AgentServices services, LocalToken token) throws IOException {
        bound("jdk.httpserver.maxConnections", "512");
        bound("sun.net.httpserver.maxReqTime", "15");
        bound("sun.net.httpserver.timerMillis", "5000");
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        AgentHttpServer agent = new AgentHttpServer(server, services, token);
        server.setExecutor(agent.threads);
        server.createContext("/", agent::handle);
        server.start();
        return agent;
    }

    /** Limits of the JDK's server can be given as system properties only, before its first use. */
    private static void bound(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Base URL with the real port, no trailing slash. */
    public URI baseUrl() {
        return baseUrl;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            if (!places.tryAcquire()) {
                Replies.error(exchange, HttpRefusal.unavailable("too many requests at once"));
                return;
            }
            try {
                answer(exchange);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops; the exchange is closed
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a request ended early reason={0}", e.getMessage());
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            route(exchange);
        } catch (HttpRefusal refusal) {
            forget(exchange);
            Replies.error(exchange, refusal);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            if (exchange.getResponseCode() == -1) {
                forget(exchange);
                Replies.error(exchange, new HttpRefusal(500, "internal", "the agent failed; see its log"));
            }
        }
    }

    /** What was said about a file does not hold for the error in its place. */
    private static void forget(HttpExchange exchange) {
        List.of("ETag", "Accept-Ranges", "Content-Security-Policy").forEach(exchange.getResponseHeaders()::remove);
    }

    private void route(HttpExchange exchange) throws IOException, HttpRefusal, InterruptedException {
        LoopbackGuard.check(
                exchange.getRequestHeaders(),
                exchange.getRequestURI(),
                server.getAddress().getPort());
        List<String> path = RequestPath.segments(exchange.getRequestURI().getRawPath());
        List<String> rest = path.subList(Math.min(1, path.size()), path.size());
        switch (path.isEmpty() ? "" : path.getFirst()) {
            case "content" -> content.content(exchange, rest);
            case "name" -> content.name(exchange, rest);
            case "api" -> {
                guard.requireProgram(exchange);
                api.handle(exchange, rest, baseUrl);
            }
            case "owner" -> owner(exchange, rest);
            case "q" -> operations(exchange, String.join("/", rest));
            default -> throw HttpRefusal.notFound("there is nothing here");
        }
    }

    private void owner(HttpExchange exchange, List<String> path) throws IOException, HttpRefusal {
        if (path.isEmpty() || !path.getFirst().equals("api")) {
            page.answer(exchange, path);
            return;
        }
        guard.requirePage(exchange);
        api.handle(exchange, path.subList(1, path.size()), baseUrl);
    }

    private void operations(HttpExchange exchange, String path) throws IOException, HttpRefusal {
        switch (path) {
            case "health/live", "health/ready" -> {
                Replies.requireMethod(exchange, "GET", "HEAD");
                Replies.json(exchange, 200, Map.of("status", "UP"));
            }
            case "metrics" -> {
                Replies.requireMethod(exchange, "GET", "HEAD");
                Replies.text(exchange, 200, "text/plain; version=0.0.4", Metrics.text(services.engine()));
            }
            default -> throw HttpRefusal.notFound("there is nothing here");
        }
    }

    /** Stops at once; running requests are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
