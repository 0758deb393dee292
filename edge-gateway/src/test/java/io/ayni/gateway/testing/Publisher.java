package io.ayni.gateway.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A publisher and reader of one gateway, with the right token. */
public final class Publisher {
    private final HttpClient client = HttpClient.newHttpClient();
    private final GatewayProcess gateway;

    public Publisher(GatewayProcess gateway) {
        this.gateway = gateway;
    }

    /** Bytes that differ with the seed. */
    public static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Puts a body under an encoded name. */
    public HttpResponse<String> put(String encodedName, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/content/" + encodedName))
                .header("Authorization", "Bearer " + GatewayProcess.PUBLISHER_TOKEN)
                .PUT(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Puts bytes and gives the content id of the answer. */
    public String publish(String encodedName, byte[] bytes) throws IOException, InterruptedException {
        HttpResponse<String> response = put(encodedName, BodyPublishers.ofByteArray(bytes));
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body()).getString("contentId");
    }

    /** Begins an upload over a bare socket: sends the head with the right token. */
    public RawHttp begin(String name, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Authorization: Bearer " + GatewayProcess.PUBLISHER_TOKEN;
        return RawHttp.connect(gateway.port()).send("PUT", "/api/content/" + name, all);
    }

    /** Gets a path of the gateway. */
    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** The listing of everything, at most 500. */
    public JsonObject list() throws IOException, InterruptedException {
        return new JsonObject(new String(get("/api/content?pageSize=500").body()));
    }

    /** Names of all items, at most 500. */
    public List<String> names() throws IOException, InterruptedException {
        return list().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("name"))
                .toList();
    }
}
