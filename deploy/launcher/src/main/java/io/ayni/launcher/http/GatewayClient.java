package io.ayni.launcher.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;

/** The gateway's HTTP interface as a publisher sees it. */
public final class GatewayClient {
    private final HttpCalls calls;

    /** A client with the publisher's token. */
    public GatewayClient(String base, String publisherToken) {
        this.calls = new HttpCalls(URI.create(base), Optional.of(publisherToken));
    }

    /** Publishes a file; the answer has {@code contentId}, {@code name}, {@code bytes} and {@code version}. */
    public JsonNode publish(String name, Path file) {
        try {
            return calls.putJson("/api/content/" + HttpCalls.encoded(name), BodyPublishers.ofFile(file));
        } catch (FileNotFoundException missing) {
            throw new IllegalArgumentException("There is no file " + file, missing);
        }
    }

    /** The published items. */
    public JsonNode list() {
        return calls.getJson("/api/content");
    }
}
