package io.ayni.agent.packaging;

import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

/** The local API of the agent that runs on a data directory, asked as its owner may. */
record LocalApi(AgentHome home) {
    /** The body of an answer with status 200. */
    String get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** The same for a POST of JSON. */
    String post(String path, String json) throws IOException, InterruptedException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(String path, HttpRequest.Builder call) throws IOException, InterruptedException {
        URI http = Endpoints.read(home)
                .orElseThrow(() -> new IOException("no agent runs"))
                .http();
        String token = Files.readString(home.localToken()).strip();
        HttpRequest request = call.uri(http.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(path + " answers " + response.statusCode());
            }
            return response.body();
        }
    }
}
