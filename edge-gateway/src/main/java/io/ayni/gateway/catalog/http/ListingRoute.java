package io.ayni.gateway.catalog.http;

import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.CatalogPage;
import io.ayni.gateway.catalog.PagePosition;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.http.AnswersInFlight;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.http.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /api/content}: pages of published items, newest first. Public: publications are signed and hide nothing. */
public final class ListingRoute {
    private final Catalog catalog;
    private final PublicUrl publicUrl;
    private final AnswersInFlight answers;

    /** Lists this catalog; a page has up to some hundred kilobytes, which {@code answers} bounds. */
    public ListingRoute(Catalog catalog, PublicUrl publicUrl, AnswersInFlight answers) {
        this.catalog = catalog;
        this.publicUrl = publicUrl;
        this.answers = answers;
    }

    /**
     * Answers a GET or HEAD.
     *
     * @param rest decoded path segments below {@code /api}
     */
    public void handle(HttpServerRequest request, List<String> rest) {
        if (!rest.equals(List.of("content"))) {
            Problem.notFound("there is nothing at this path").sendTo(request);
            return;
        }
        OptionalInt size = pageSize(request.getParam("pageSize"));
        String token = request.getParam("pageToken");
        Optional<PagePosition> after = Optional.ofNullable(token).flatMap(PagePosition::ofToken);
        if (size.isEmpty() || token != null && after.isEmpty()) {
            Problem.badRequest("malformed-query", "pageSize is 1 to 500, pageToken is a nextPageToken of before")
                    .sendTo(request);
            return;
        }
        CatalogPage page = catalog.page(size.getAsInt(), after);
        answers.send(request, "application/json", body(page).toBuffer());
    }

    private static OptionalInt pageSize(String text) {
        if (text == null) {
            return OptionalInt.of(CatalogPage.DEFAULT_SIZE);
        }
        if (!text.matches("[0-9]{1,3}")) {
            return OptionalInt.empty();
        }
        int size = Integer.parseInt(text);
        return size >= 1 && size <= CatalogPage.MAX_SIZE ? OptionalInt.of(size) : OptionalInt.empty();
    }

    private JsonObject body(CatalogPage page) {
        JsonArray items = new JsonArray();
        page.items().forEach(item -> items.add(summary(item)));
        JsonObject body = new JsonObject().put("items", items);
        page.next().ifPresent(next -> body.put("nextPageToken", next.token()));
        return body;
    }

    private JsonObject summary(PublishedItem item) {
        return new JsonObject()
                .put("contentId", item.id().hex())
                .put("name", item.name())
                .put("bytes", item.publication().sizeBytes())
                .put("version", item.publication().version())
                .put("publishedAtMs", item.publication().publishedAtMs())
                .put("files", item.files().size())
                .put("url", publicUrl.of(item))
                .put("torrent", publicUrl.torrentOf(item));
    }
}
