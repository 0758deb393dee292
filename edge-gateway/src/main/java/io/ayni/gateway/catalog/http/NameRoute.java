package io.ayni.gateway.catalog.http;

import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.PublishedFile;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.http.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /name/{name}} and {@code GET /name/{name}/{path}}: sends the client on to the file of the newest version.
 * The address in the answer has the path of the public URL and leaves out scheme and host, so it is good behind any
 * proxy.
 */
public final class NameRoute {
    private final Catalog catalog;
    private final PublicUrl paths;

    /** Resolves names in this catalog. */
    public NameRoute(Catalog catalog, PublicUrl publicUrl) {
        this.catalog = catalog;
        this.paths = new PublicUrl(URI.create(publicUrl.base()).getRawPath());
    }

    /**
     * Answers a GET or HEAD.
     *
     * @param rest decoded path segments below {@code /name}
     */
    public void handle(HttpServerRequest request, List<String> rest) {
        Optional<PublishedItem> item = rest.isEmpty() ? Optional.empty() : catalog.resolve(rest.getFirst());
        if (item.isEmpty()) {
            Problem.notFound("nothing is published under this name").sendTo(request);
            return;
        }
        Optional<PublishedFile> file = file(item.get(), rest.subList(1, rest.size()));
        if (file.isEmpty()) {
            Problem.notFound("the item has no such file; an item of several files needs a path after its name")
                    .sendTo(request);
            return;
        }
        request.response()
                .setStatusCode(307)
                .putHeader("Location", paths.of(item.get(), file.get()))
                .putHeader("Cache-Control", "no-cache")
                .end();
    }

    private static Optional<PublishedFile> file(PublishedItem item, List<String> path) {
        return path.isEmpty() ? item.onlyFile() : item.file(String.join("/", path));
    }
}
