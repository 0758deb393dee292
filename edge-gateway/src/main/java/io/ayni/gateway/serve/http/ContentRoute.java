package io.ayni.gateway.serve.http;

import io.ayni.contracts.content.ContentId;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.PublishedFile;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.serve.ContentTypes;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /content/{id}/{path}} and {@code GET /content/{id}.torrent}. Public: who knows an id may have its bytes, and
 * the bytes of an id never change. Files of an item are sent in a browser sandbox, because publishers are not the
 * operator of this origin.
 */
public final class ContentRoute {
    private static final String TORRENT = ".torrent";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private final Catalog catalog;
    private final FileSender sender;
    private final DeliveryCounter deliveries;

    /** Serves this catalog. */
    public ContentRoute(Catalog catalog, FileSender sender, DeliveryCounter deliveries) {
        this.catalog = catalog;
        this.sender = sender;
        this.deliveries = deliveries;
    }

    /**
     * Answers a GET or HEAD.
     *
     * @param rest decoded path segments below {@code /content}
     */
    public void handle(HttpServerRequest request, List<String> rest) {
        boolean torrent = rest.size() == 1 && rest.getFirst().endsWith(TORRENT);
        if (rest.isEmpty() || rest.size() == 1 && !torrent) {
            Problem.notFound("the path names no file").sendTo(request);
            return;
        }
        String first = rest.getFirst();
        String idText = torrent ? first.substring(0, first.length() - TORRENT.length()) : first;
        if (!idText.matches("[0-9a-f]{64}")) {
            Problem.badRequest("malformed-content-id", "a content id is 64 lower-case hexadecimal digits")
                    .sendTo(request);
            return;
        }
        Optional<PublishedItem> item = catalog.find(ContentId.fromHex(idText));
        if (item.isEmpty()) {
            Problem.notFound("no item of this content id is published here").sendTo(request);
        } else if (torrent) {
            sendMetainfo(request, item.get());
        } else {
            sendFile(request, item.get(), String.join("/", rest.subList(1, rest.size())));
        }
    }

    private void sendMetainfo(HttpServerRequest request, PublishedItem item) {
        request.response()
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"" + item.metainfo().path() + "\"");
        sender.send(
                request,
                new ServedFile(catalog.metainfoOf(item), item.metainfo(), "application/x-bittorrent", FOR_AN_HOUR),
                sentBytes -> {});
    }

    private void sendFile(HttpServerRequest request, PublishedItem item, String path) {
        Optional<PublishedFile> file = item.file(path);
        if (file.isEmpty()) {
            Problem.notFound("the item has no such file").sendTo(request);
            return;
        }
        request.response().putHeader("Content-Security-Policy", "sandbox");
        sender.send(
                request,
                new ServedFile(
                        catalog.bytesOf(item, file.get()),
                        file.get(),
                        ContentTypes.of(file.get().fileName()),
                        FOR_EVER),
                sentBytes -> deliveries.count(item.id(), sentBytes));
    }
}
