package io.ayni.launcher.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The gateway's HTTP interface as a publisher sees it. */
public final class GatewayClient {
    private final HttpCalls calls;

    /** A client with the publisher's token. */
    public GatewayClient(String base, String publisherToken) {
        this.calls = new HttpCalls(URI.create(base), Optional.of(publisherToken));
    }

    /** Publishes a file; the answer has {@code contentId}, {@code name}, {@code bytes} and {@code version}. */
    public JsonNode publish(String name, Path file) {
        return publish(name, file, sent -> {});
    }

    /** The same; {@code progress} is told how many bytes have been handed to the connection. */
    public JsonNode publish(String name, Path file, LongConsumer progress) {
        try {
            var body = new CountedBody(BodyPublishers.ofFile(file), progress);
            return calls.putJson("/api/content/" + HttpCalls.encoded(name), body);
        } catch (FileNotFoundException missing) {
            throw new IllegalArgumentException("There is no file " + file, missing);
        }
    }

    /** The published items. */
    public JsonNode list() {
        return calls.getJson("/api/content");
    }
}
