package io.ayni.gateway.publish.http;

import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.http.PublicUrl;
import io.ayni.gateway.publish.BrokenUploadException;
import io.ayni.gateway.publish.PublishRefusal;
import io.ayni.gateway.publish.PublishVerdict;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.jboss.logging.Logger;

/** What publishers are answered: the one place where verdicts and failures of uploads become HTTP. */
public final class PublishResponses {
    private static final Logger LOG = Logger.getLogger(PublishResponses.class);

    private final PublicUrl publicUrl;
    private final Runnable afterPublishing;

    /**
     * @param afterPublishing run after each new publication, must not block
     */
    public PublishResponses(PublicUrl publicUrl, Runnable afterPublishing) {
        this.publicUrl = publicUrl;
        this.afterPublishing = afterPublishing;
    }

    /** An upload that is being read. */
    @FunctionalInterface
    interface Reading {
        PublishVerdict verdict() throws IOException;
    }

    /** An answer that is ready to be sent. */
    @FunctionalInterface
    interface Answer {
        void sendTo(HttpServerRequest request);
    }

    Answer toUpload(Reading upload, ItemName name) {
        try {
            return answer(upload.verdict());
        } catch (BrokenUploadException e) {
            LOG.infof("Upload broke off name=\"%s\" reason=%s", name, e.how());
            return broken(e.how())::sendTo;
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "Upload failed name=\"%s\"", name);
            return Problem.internal()::sendTo;
        }
    }

    private Answer answer(PublishVerdict verdict) {
        return switch (verdict) {
            case PublishVerdict.Published(PublishedItem item) -> {
                LOG.infof(
                        "Published contentId=%s name=\"%s\" version=%d bytes=%d",
                        item.id(),
                        item.name(),
                        item.publication().version(),
                        item.publication().sizeBytes());
                afterPublishing.run();
                yield request -> describe(request, 201, item);
            }
            case PublishVerdict.AlreadyPublished(PublishedItem item) -> request -> describe(request, 200, item);
            case PublishVerdict.Refused(PublishRefusal reason, String detail) -> refused(reason, detail)::sendTo;
        };
    }

    private void describe(HttpServerRequest request, int status, PublishedItem item) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return; // the client left; a repeat of its request gets this answer
        }
        JsonObject body = new JsonObject()
                .put("contentId", item.id().hex())
                .put("name", item.name())
                .put("bytes", item.publication().sizeBytes())
                .put("version", item.publication().version());
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Location", publicUrl.of(item))
                .end(body.toBuffer());
    }

    private static Problem broken(BrokenUploadException.Cause how) {
        return switch (how) {
            case TRUNCATED -> Problem.badRequest("truncated", "the body did not have the announced length");
            case STALLED -> new Problem(408, "stalled", "the body came too slowly");
        };
    }

    private static Problem refused(PublishRefusal reason, String detail) {
        return switch (reason) {
            case NOT_AN_ITEM -> Problem.badRequest("not-an-item", detail);
            case EMPTY -> Problem.badRequest("empty", detail);
            case TOO_LARGE -> new Problem(413, "too-large", detail);
            case CATALOG_FULL -> new Problem(507, "catalog-full", detail);
            case STORAGE_FULL -> new Problem(507, "storage-full", detail);
        };
    }
}
