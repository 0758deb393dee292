package io.ayni.agent.home;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where each thing lies in the agent's data directory.
 *
 * @param directory the data directory, absolute
 */
public record AgentHome(Path directory) {
    /** The directory, which may be missing yet. */
    public static AgentHome at(Path directory) {
        return new AgentHome(directory.toAbsolutePath().normalize());
    }

    /** Makes the directory, for its owner only, where it is missing. */
    public AgentHome open() throws IOException {
        DurableFiles.directory(directory);
        return this;
    }

    /** Configuration of this installation. */
    public Path properties() {
        return directory.resolve("agent.properties");
    }

    /** The node key: seed as 64 hex characters. */
    public Path nodeKey() {
        return directory.resolve("node.key");
    }

    /** The token of the local API. */
    public Path localToken() {
        return directory.resolve("local.token");
    }

    /** The owner's decision about sharing. */
    public Path consent() {
        return directory.resolve("consent");
    }

    /** The owner's limits. */
    public Path limits() {
        return directory.resolve("limits");
    }

    /** Bytes uploaded per month. */
    public Path usage() {
        return directory.resolve("usage");
    }

    /** What was measured, by five minutes. */
    public Path history() {
        return directory.resolve("history");
    }

    /** Items that the owner refused. */
    public Path refused() {
        return directory.resolve("refused");
    }

    /** Upload speed of the line, as its owner stated it. */
    public Path line() {
        return directory.resolve("line");
    }

    /** Items held or being fetched; the swarm engine's. */
    public Path items() {
        return directory.resolve("items");
    }

    /** Newest receipt of each grant that is not settled. */
    public Path receipts() {
        return directory.resolve("receipts");
    }

    /** Reports about downloads that the ledger has not answered. */
    public Path reports() {
        return directory.resolve("reports");
    }

    /** Settlement batches without an ack, and the settlement state. */
    public Path batches() {
        return directory.resolve("batches");
    }

    /** Keys of wishes for benefits that the ledger has not answered. */
    public Path wishes() {
        return directory.resolve("wishes");
    }

    /** Statements as they were fetched. */
    public Path statements() {
        return directory.resolve("statements");
    }

    /** Where the running agent can be reached. */
    public Path endpoints() {
        return directory.resolve("endpoints.json");
    }

    /** Locked while an agent runs. */
    public Path lock() {
        return directory.resolve("lock");
    }
}
