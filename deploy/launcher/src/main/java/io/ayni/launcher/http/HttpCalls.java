package io.ayni.launcher.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** HTTP requests with a bearer token to services on this machine. Thread-safe. */
public final class HttpCalls {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Optional<String> token;

    HttpCalls(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** Whether a GET is answered with 200 within five seconds. */
    public static boolean answersOk(URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(CONNECT).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A text as one component of a path. */
    static String encoded(String component) {
        return URLEncoder.encode(component, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode getJson(String path) {
        return parse(send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofString(), SHORT));
    }

    JsonNode postJson(String path, String body) {
        return parse(send("POST", path, BodyPublishers.ofString(body), BodyHandlers.ofString(), SHORT));
    }

    <T> T get(String path, BodyHandler<T> handler) {
        return send("GET", path, BodyPublishers.noBody(), handler, LONG).body();
    }

    JsonNode putJson(String path, BodyPublisher body) {
        return parse(send("PUT", path, body, BodyHandlers.ofString(), LONG));
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, BodyHandler<T> handler, Duration timeout) {
        URI url = base.resolve(path);
        var request = HttpRequest.newBuilder(url).timeout(timeout).method(method, body);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<T> response = CLIENT.send(request.build(), handler);
            if (response.statusCode() / 100 != 2) {
                throw new HttpCallException(method, url, response.statusCode(), String.valueOf(response.body()));
            }
            return response;
        } catch (IOException failure) {
            throw new HttpCallException(method, url, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HttpCallException(method, url, interrupted);
        }
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw new HttpCallException("Reading", response.uri(), failure);
        }
    }
}
