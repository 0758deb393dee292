package io.ayni.agent.cli;

import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.home.SecretFile;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.json.Json;
import io.ayni.contracts.transport.ClearText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The running agent of a data directory, reached through its local API. */
final class LocalAgent implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    private static final int POLL_MS = 100;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .sslContext(ClearText.context())
            .build();
    private final URI base;
    private final LocalToken token;

    private LocalAgent(URI base, LocalToken token) {
        this.base = base;
        this.token = token;
    }

    /**
     * The agent that holds the directory's lock; one that is just starting is waited for.
     *
     * @return empty when none runs, whatever files an earlier one left behind
     */
    static Optional<LocalAgent> find(AgentHome home) throws IOException, InterruptedException, CliFailure {
        if (Files.notExists(home.lock())) {
            return Optional.empty();
        }
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<HomeLock> lock = HomeLock.tryTake(home);
            if (lock.isPresent()) {
                lock.get().close();
                return Optional.empty();
            }
            Optional<Endpoints> endpoints = Endpoints.read(home);
            if (endpoints.isPresent()) {
                LocalToken token = new LocalToken(SecretFile.read(home.localToken()));
                return Optional.of(new LocalAgent(endpoints.get().http(), token));
            }
            Thread.sleep(POLL_MS);
        }
        throw new CliFailure(
                ExitCodes.IN_USE,
                "another program uses " + home.directory() + " and offers no API; try again when it has ended");
    }

    /**
     * The agent that runs on this directory.
     *
     * @throws CliFailure when none runs
     */
    static LocalAgent running(AgentHome home) throws IOException, InterruptedException, CliFailure {
        return find(home)
                .orElseThrow(() -> new CliFailure(
                        ExitCodes.NO_AGENT,
                        "no agent runs on " + home.directory() + ". Start one with `ayni-agent run`"));
    }

    /** Address of the owner's page with the token where no server and no log sees it. */
    URI page() {
        return base.resolve("/owner/index.html#token=" + token.authorization().substring("Bearer ".length()));
    }

    /** An answer of the API. */
    record Answer(int status, Map<String, Object> body) {
        /** What went wrong, for a person. */
        String error() {
            return body.get("error") instanceof Map<?, ?> error
                    ? String.valueOf(error.get("message"))
                    : "status " + status;
        }
    }

    Answer get(String path) throws IOException, InterruptedException, CliFailure {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, Object> body) throws IOException, InterruptedException, CliFailure {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    Answer put(String path, Map<String, Object> body) throws IOException, InterruptedException, CliFailure {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(CALL_LIMIT)
                .header("Authorization", token.authorization());
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException, CliFailure {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), Json.object(response.body()));
        } catch (ConnectException e) {
            throw new CliFailure(
                    ExitCodes.NO_AGENT, "the agent at " + base + " does not answer; it may just have stopped");
        } catch (IllegalArgumentException e) {
            throw new CliFailure(ExitCodes.FAILED, "what answers at " + base + " is not an Ayni agent");
        }
    }

    /** What a call gives that does not answer with one JSON object; a refusal is a failure with its exit code. */
    String postForText(String path, Map<String, Object> body) throws IOException, InterruptedException, CliFailure {
        HttpResponse<String> response = client.send(
                request(path)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw BenefitCalls.failure(new Answer(response.statusCode(), Json.object(response.body())));
        }
        return response.body();
    }

    /** The bytes of a file of an item; the path is encoded already. */
    InputStream open(String path) throws IOException, InterruptedException, CliFailure {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(base.resolve(path)).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new CliFailure(ExitCodes.UNAVAILABLE, "the agent answered " + response.statusCode() + " for " + path);
        }
        return response.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
