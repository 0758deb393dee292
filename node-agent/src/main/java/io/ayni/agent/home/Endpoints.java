package io.ayni.agent.home;

import io.ayni.agent.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running agent can be reached; {@code endpoints.json} in its data directory while it runs.
 *
 * @param http base URL of its loopback HTTP, no trailing slash
 * @param peer HOST:PORT for peers
 * @param nodeId the node
 * @param pid its process
 */
public record Endpoints(URI http, String peer, String nodeId, long pid) {
    /** Writes the file; a reader never sees half of it. */
    public void write(AgentHome home) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("http", http.toString());
        json.put("peer", peer);
        json.put("nodeId", nodeId);
        json.put("pid", pid);
        DurableFiles.replace(home.endpoints(), (Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What the file says; empty when there is none. After a kill it may name an agent that is gone. */
    public static Optional<Endpoints> read(AgentHome home) throws IOException {
        try {
            Map<String, Object> json = Json.object(Files.readString(home.endpoints()));
            return Optional.of(new Endpoints(
                    URI.create((String) json.get("http")),
                    (String) json.get("peer"),
                    (String) json.get("nodeId"),
                    (Long) json.get("pid")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new IOException(
                    home.endpoints() + " is not what an agent writes; remove it and start the agent again", e);
        }
    }

    /** Removes the file. */
    public static void remove(AgentHome home) throws IOException {
        DurableFiles.remove(home.endpoints());
    }
}
