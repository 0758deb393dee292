package io.ayni.launcher.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.home.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The loopback interface of an agent, with its local token. */
public final class AgentClient {
    private static final int POLL_MILLIS = 100;

    private final Endpoints.Node node;

    /** A client of the agent at this address; its token is read from its data directory. */
    public AgentClient(Endpoints.Node node) {
        this.node = node;
    }

    /** Whether it answers. */
    public boolean answers() {
        try {
            status();
            return true;
        } catch (HttpCallException | UncheckedIOException notYet) {
            return false;
        }
    }

    /** {@code GET /api/status}. */
    public JsonNode status() {
        return calls().getJson("/api/status");
    }

    /** Records the owner's consent to the text of version 1. */
    public void agreeToShare() {
        calls().postJson("/api/consent", "{\"sharing\":true,\"textVersion\":1}");
    }

    /** Starts a download; the answer's {@code id} names it. */
    public JsonNode startDownload(String content) {
        return calls().postJson("/api/downloads", "{\"content\":\"" + content + "\"}");
    }

    /**
     * Starts a download of an item that may have been published a moment ago: it needs a while to be known everywhere.
     *
     * @throws HttpCallException when it is refused for another reason, or still is not known when the patience is over
     */
    public void startDownloadOnceKnown(String content, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                startDownload(content);
                return;
            } catch (HttpCallException refused) {
                boolean mayCome = refused.status() == 404 || refused.status() == 503;
                if (!mayCome || System.nanoTime() > deadline) {
                    throw refused;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** State of a download. */
    public JsonNode download(String id) {
        return calls().getJson("/api/downloads/" + id);
    }

    /** Asks for settlement of everything at once. */
    public void settle() {
        calls().postJson("/api/settle", "{}");
    }

    /** {@code GET /api/benefits}. */
    public JsonNode benefits() {
        return calls().getJson("/api/benefits");
    }

    /** Redeems a benefit; the answer's {@code redemption} says what came of it. */
    public JsonNode redeem(String benefit) {
        return calls().postJson("/api/redemptions", "{\"benefit\":\"" + benefit + "\"}");
    }

    /** Fetches and checks the statement of an hour since the Unix epoch. */
    public JsonNode statement(long window) {
        return calls().postJson("/api/statements", "{\"window\":" + window + "}");
    }

    /** The bytes of a file as a player gets them; to be closed. */
    public InputStream openFile(String contentId, String file) {
        return new HttpCalls(URI.create(node.http()), Optional.empty())
                .get("/content/" + contentId + "/" + HttpCalls.encoded(file), BodyHandlers.ofInputStream());
    }

    private HttpCalls calls() {
        Path file = Path.of(node.data()).resolve("local.token");
        try {
            return new HttpCalls(
                    URI.create(node.http()), Optional.of(Files.readString(file).strip()));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + file, failure);
        }
    }
}
