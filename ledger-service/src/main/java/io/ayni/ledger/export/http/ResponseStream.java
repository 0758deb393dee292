package io.ayni.ledger.export.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A response body that is written as fast as the client reads: each write waits until the one before is on its way. */
final class ResponseStream extends OutputStream {
    private final HttpServerResponse response;
    private final Duration patience;

    /**
     * @param response chunked
     * @param patience how long one write may take before the client counts as gone
     */
    ResponseStream(HttpServerResponse response, Duration patience) {
        this.response = response;
        this.patience = patience;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        await(response.write(Buffer.buffer(length).appendBytes(bytes, offset, length)));
    }

    /** Ends the response; one that is not ended is cut off by the caller. */
    void end() throws IOException {
        await(response.end());
    }

    private void await(Future<Void> written) throws IOException {
        try {
            written.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the client does not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        }
    }
}
