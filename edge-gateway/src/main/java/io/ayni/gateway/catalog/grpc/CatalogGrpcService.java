package io.ayni.gateway.catalog.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.edge.v1.CatalogGrpc;
import io.ayni.edge.v1.ContentSummary;
import io.ayni.edge.v1.GetManifestRequest;
import io.ayni.edge.v1.GetManifestResponse;
import io.ayni.edge.v1.ListContentRequest;
import io.ayni.edge.v1.ListContentResponse;
import io.ayni.edge.v1.ResolveRequest;
import io.ayni.edge.v1.ResolveResponse;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.CatalogPage;
import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.catalog.PagePosition;
import io.ayni.gateway.catalog.PublishedItem;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The catalog rpcs. Anyone may call them: they show what {@code GET} shows. At most {@value #MANIFESTS_AT_ONCE} manifests
 * are in memory at a time; more callers are answered RESOURCE_EXHAUSTED and may repeat.
 */
public final class CatalogGrpcService extends CatalogGrpc.CatalogImplBase {
    private static final int MANIFESTS_AT_ONCE = 8;

    private final Catalog catalog;
    private final Semaphore manifests = new Semaphore(MANIFESTS_AT_ONCE);

    /** Shows this catalog. */
    public CatalogGrpcService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void getManifest(GetManifestRequest request, StreamObserver<GetManifestResponse> observer) {
        // The file is read on a worker; the answer goes out on the stream's own thread again.
        Vertx.currentContext()
                .executeBlocking(() -> manifest(request.getContentId()), false)
                .onComplete(read -> CatalogStatuses.answer(observer, read));
    }

    @Override
    public void listContent(ListContentRequest request, StreamObserver<ListContentResponse> observer) {
        CatalogStatuses.answer(observer, () -> page(request));
    }

    @Override
    public void resolve(ResolveRequest request, StreamObserver<ResolveResponse> observer) {
        CatalogStatuses.answer(observer, () -> resolved(request.getName()));
    }

    private GetManifestResponse manifest(ByteString id) throws IOException {
        if (id.size() != ContentId.WIDTH) {
            throw CatalogStatuses.invalid("content_id is 32 bytes");
        }
        PublishedItem item = catalog.find(new ContentId(id.toByteArray()))
                .orElseThrow(() -> CatalogStatuses.notFound("no such content"));
        if (!manifests.tryAcquire()) {
            throw CatalogStatuses.busy();
        }
        try {
            return GetManifestResponse.newBuilder()
                    .setMetainfo(UnsafeByteOperations.unsafeWrap(Files.readAllBytes(catalog.metainfoOf(item))))
                    .setPublication(Envelopes.toMessage(item.envelope()))
                    .build();
        } finally {
            manifests.release();
        }
    }

    private ListContentResponse page(ListContentRequest request) {
        int size = request.getPageSize() == 0 ? CatalogPage.DEFAULT_SIZE : request.getPageSize();
        if (size < 0 || size > CatalogPage.MAX_SIZE) {
            throw CatalogStatuses.invalid("page_size is at most 500");
        }
        String token = request.getPageToken();
        Optional<PagePosition> after = PagePosition.ofToken(token);
        if (!token.isEmpty() && after.isEmpty()) {
            throw CatalogStatuses.invalid("page_token is a next_page_token of before");
        }
        CatalogPage page = catalog.page(size, after);
        return ListContentResponse.newBuilder()
                .addAllItems(
                        page.items().stream().map(CatalogGrpcService::summary).toList())
                .setNextPageToken(page.next().map(PagePosition::token).orElse(""))
                .build();
    }

    private ResolveResponse resolved(String name) {
        if (!ItemName.isUsable(name)) {
            throw CatalogStatuses.invalid("not a usable name");
        }
        PublishedItem item = catalog.resolve(name).orElseThrow(() -> CatalogStatuses.notFound("nothing has this name"));
        return ResolveResponse.newBuilder().setItem(summary(item)).build();
    }

    private static ContentSummary summary(PublishedItem item) {
        return ContentSummary.newBuilder()
                .setContentId(ByteString.copyFrom(item.id().bytes()))
                .setName(item.name())
                .setSizeBytes(item.publication().sizeBytes())
                .setVersion((int) item.publication().version())
                .setPublishedAtMs(item.publication().publishedAtMs())
                .build();
    }
}
