package io.ayni.agent.swarm.engine;

import io.ayni.contracts.content.ContentId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Port to the edge gateways. */
public interface EdgeSource extends AutoCloseable {
    /**
     * A range of a file.
     *
     * @param edge base URL of a gateway
     * @param path the file's path in the item
     * @param lengthBytes exactly so many bytes are wanted; any other answer fails
     * @return cancelling it ends the request
     */
    CompletableFuture<byte[]> fetch(
            URI edge, ContentId contentId, List<String> path, long offset, int lengthBytes, Duration timeout);

    @Override
    void close();
}
