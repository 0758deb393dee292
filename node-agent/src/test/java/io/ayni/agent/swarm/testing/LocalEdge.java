package io.ayni.agent.swarm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ayni.contracts.content.MetainfoFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An edge gateway on loopback that serves ranges of sample items and counts what it gives. */
public final class LocalEdge implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicLong served = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int answer = 206;
    private volatile long mostBytes = Long.MAX_VALUE;

    /** Listens on a free port. */
    public LocalEdge() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/content/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Publishes an item. */
    public void publish(SampleItem item) {
        List<MetainfoFile> described = item.metainfo().files();
        for (int i = 0; i < described.size(); i++) {
            String path = "/content/" + item.metainfo().contentId().hex() + "/"
                    + described.get(i).pathText();
            files.put(path, item.files().get(i));
        }
    }

    /** Every request is answered with this status; 206 serves. */
    public void answerWith(int status) {
        answer = status;
    }

    /** After so many bytes in all every request is answered with 503. */
    public void giveAtMost(long bytes) {
        mostBytes = bytes;
    }

    /** Base URL. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bytes given. */
    public long servedBytes() {
        return served.get();
    }

    /** Requests seen. */
    public int requests() {
        return requests.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
            byte[] file = files.get(path);
            Matcher range =
                    RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            if (answer != 206 || file == null || !range.matches()) {
                exchange.sendResponseHeaders(answer == 206 ? 404 : answer, -1);
                return;
            }
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            if (served.get() + to - from + 1 > mostBytes) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + file.length);
            exchange.sendResponseHeaders(206, to - from + 1);
            exchange.getResponseBody().write(file, from, to - from + 1);
            served.addAndGet(to - from + 1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
