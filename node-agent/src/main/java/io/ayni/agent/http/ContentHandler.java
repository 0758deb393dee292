package io.ayni.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.content.CatalogAwayException;
import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.content.DownloadVerdict;
import io.ayni.agent.content.FindContent;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Files of items for players: {@code GET|HEAD /content/{id}/{path}} with one range and conditions, and {@code GET
 * /name/{name}}. An item that is not here is started; bytes flow as soon as their piece is verified, and none does before.
 */
final class ContentHandler {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final SwarmEngine engine;
    private final DownloadContent downloads;

    ContentHandler(SwarmEngine engine, DownloadContent downloads) {
        this.engine = engine;
        this.downloads = downloads;
    }

    /** @param path id and components of the file */
    void content(HttpExchange exchange, List<String> path) throws IOException, HttpRefusal, InterruptedException {
        Replies.requireMethod(exchange, "GET", "HEAD");
        Optional<ContentId> contentId = path.isEmpty() ? Optional.empty() : FindContent.asId(path.getFirst());
        if (contentId.isEmpty() || path.size() < 2) {
            throw HttpRefusal.notFound("expected /content/{id}/{path} with an id of 64 hex characters");
        }
        Metainfo metainfo = started(contentId.get());
        int index = fileIndex(metainfo, path.subList(1, path.size()));
        serve(exchange, metainfo, index);
    }

    /** Redirects from a name to the item that it stands for: its only file, or the first one. */
    void name(HttpExchange exchange, List<String> path) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET", "HEAD");
        if (path.size() != 1) {
            throw HttpRefusal.notFound("expected /name/{name}");
        }
        Metainfo metainfo = started(resolve(path.getFirst()));
        exchange.getResponseHeaders().set("Location", location(metainfo));
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Replies.empty(exchange, 307, 0);
    }

    private ContentId resolve(String name) throws HttpRefusal {
        try {
            return downloads
                    .resolve(name)
                    .orElseThrow(() -> HttpRefusal.notFound("nothing is published under this name"));
        } catch (CatalogAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }

    static String location(Metainfo metainfo) {
        StringBuilder url =
                new StringBuilder("/content/").append(metainfo.contentId().hex());
        for (String component : metainfo.files().getFirst().path()) {
            url.append('/').append(encoded(component));
        }
        return url.toString();
    }

    private static String encoded(String component) {
        return URLEncoder.encode(component, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Metainfo started(ContentId contentId) throws IOException, HttpRefusal {
        Optional<Metainfo> known = engine.metainfo(contentId);
        if (known.isPresent()) {
            return known.get();
        }
        return switch (Downloads.start(downloads, contentId.hex())) {
            case DownloadVerdict.Running running -> running.metainfo();
            case DownloadVerdict.NotFound none -> throw HttpRefusal.notFound("no such item is published");
            case DownloadVerdict.Refused refused -> throw HttpRefusal.refusedByOwner();
            case DownloadVerdict.Untrusted bad -> throw new HttpRefusal(502, "untrusted", bad.reason());
            case DownloadVerdict.Away away -> throw HttpRefusal.unavailable(away.reason());
        };
    }

    private static int fileIndex(Metainfo metainfo, List<String> path) throws HttpRefusal {
        for (int i = 0; i < metainfo.files().size(); i++) {
            if (metainfo.files().get(i).path().equals(path)) {
                return i;
            }
        }
        throw HttpRefusal.notFound("the item has no such file");
    }

    private void serve(HttpExchange exchange, Metainfo metainfo, int index)
            throws IOException, HttpRefusal, InterruptedException {
        MetainfoFile file = metainfo.files().get(index);
        String etag = "\"" + HexFormat.of().formatHex(file.piecesRoot()) + "\"";
        describe(exchange.getResponseHeaders(), file, etag);
        Headers asked = exchange.getRequestHeaders();
        switch (Preconditions.evaluate(asked.getFirst("If-Match"), asked.getFirst("If-None-Match"), etag)) {
            case FAILED -> throw new HttpRefusal(412, "precondition_failed", "the file has another entity tag");
            case NOT_MODIFIED -> Replies.empty(exchange, 304, 0);
            case PROCEED -> {
                String range =
                        Preconditions.rangeCounts(asked.getFirst("If-Range"), etag) ? asked.getFirst("Range") : null;
                send(
                        exchange,
                        metainfo.contentId(),
                        index,
                        file.lengthBytes(),
                        ByteRange.parse(range, file.lengthBytes()));
            }
        }
    }

    private static void describe(Headers headers, MetainfoFile file, String etag) {
        headers.set("ETag", etag);
        headers.set("Accept-Ranges", "bytes");
        headers.set("Content-Type", MediaTypes.of(file.path().getLast()));
        headers.set("Cache-Control", "public, max-age=31536000, immutable");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox");
    }

    private void send(HttpExchange exchange, ContentId contentId, int index, long size, ByteRange range)
            throws IOException, HttpRefusal, InterruptedException {
        switch (range) {
            case ByteRange.Unsatisfiable none -> {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
                throw new HttpRefusal(416, "range_not_satisfiable", "the file has " + size + " bytes");
            }
            case ByteRange.Whole whole -> stream(exchange, 200, contentId, index, new ByteRange.Part(0, size - 1));
            case ByteRange.Part part -> {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
                stream(exchange, 206, contentId, index, part);
            }
        }
    }

    private void stream(HttpExchange exchange, int status, ContentId contentId, int index, ByteRange.Part part)
            throws IOException, HttpRefusal, InterruptedException {
        if (exchange.getRequestMethod().equals("HEAD") || part.lengthBytes() == 0) {
            Replies.empty(exchange, status, part.lengthBytes());
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long at = part.first() + firstBytes(contentId, index, part, buffer);
        exchange.sendResponseHeaders(status, part.lengthBytes());
        OutputStream out = exchange.getResponseBody();
        out.write(buffer.array(), 0, buffer.position());
        while (at <= part.last()) {
            int count = read(contentId, index, at, part.last(), buffer);
            out.write(buffer.array(), 0, count);
            at += count;
        }
    }

    /** Waits for the first bytes before the status is sent, so that a failure still gets a status of its own. */
    private int firstBytes(ContentId contentId, int index, ByteRange.Part part, ByteBuffer buffer)
            throws HttpRefusal, InterruptedException {
        try {
            return read(contentId, index, part.first(), part.last(), buffer);
        } catch (IOException e) {
            throw HttpRefusal.unavailable("the bytes cannot be had now: " + e.getMessage());
        }
    }

    private int read(ContentId contentId, int index, long at, long last, ByteBuffer buffer)
            throws IOException, InterruptedException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), last - at + 1));
        int count = engine.read(contentId, index, at, buffer);
        if (count <= 0) {
            throw new IOException("the file ended early");
        }
        return count;
    }
}
