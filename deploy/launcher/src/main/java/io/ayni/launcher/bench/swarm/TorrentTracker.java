package io.ayni.launcher.bench.swarm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * A BitTorrent tracker on loopback (BEP 3, compact answers of BEP 23): every peer hears of all others of its torrent. It
 * is there so that other programs find each other; it forgets nobody.
 */
final class TorrentTracker implements AutoCloseable {
    private static final int INTERVAL_S = 5;

    private final Map<String, Set<Integer>> portsByTorrent = new ConcurrentHashMap<>();
    private final HttpServer server;

    TorrentTracker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/announce", this::answer);
        server.start();
    }

    URI announce() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/announce");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = Arrays.stream(
                            exchange.getRequestURI().getRawQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, again) -> first));
            int port = Integer.parseInt(query.get("port"));
            Set<Integer> ports =
                    portsByTorrent.computeIfAbsent(query.get("info_hash"), torrent -> new ConcurrentSkipListSet<>());
            byte[] body = others(ports, port);
            ports.add(port);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static byte[] others(Set<Integer> ports, int own) {
        var peers = new ByteArrayOutputStream();
        for (int port : ports) {
            if (port != own) {
                peers.writeBytes(new byte[] {127, 0, 0, 1, (byte) (port >> 8), (byte) port});
            }
        }
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(
                ("d8:intervali" + INTERVAL_S + "e5:peers" + peers.size() + ":").getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(peers.toByteArray());
        answer.write('e');
        return answer.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
