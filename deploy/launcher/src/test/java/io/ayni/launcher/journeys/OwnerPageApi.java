package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.launcher.platform.AgentProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The calls that the owner's page makes, with the token that its address holds. */
final class OwnerPageApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AgentProcess agent;

    OwnerPageApi(AgentProcess agent) {
        this.agent = agent;
    }

    /** What {@code ayni-agent open} prints. */
    URI address() throws IOException {
        return base("owner/index.html#token=" + token());
    }

    JsonNode get(String path) throws Exception {
        return send(request(path).GET());
    }

    JsonNode post(String path, String body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode put(String path, String body) throws Exception {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(base("owner/api/" + path)).header("Authorization", "Bearer " + token());
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private URI base(String path) {
        return URI.create(agent.endpoint().http() + "/" + path);
    }

    private String token() throws IOException {
        return Files.readString(Path.of(agent.endpoint().data(), "local.token")).strip();
    }
}
