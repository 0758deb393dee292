package io.ayni.gateway.serve.http;

import io.ayni.gateway.serve.EgressLimit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sends part of a file slice by slice at the pace of the egress limit. A slice is read only after the one before it is
 * written to the network, so a slow client holds one slice. Runs on the response's event loop.
 */
final class PacedBody {
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final EgressLimit limit;

    PacedBody(Vertx vertx, HttpServerResponse response, EgressLimit limit) {
        this.vertx = vertx;
        this.response = response;
        this.limit = limit;
    }

    /** Ends the response after the bytes; fails when the client leaves or the file cannot be read. */
    Future<Void> send(Path location, long first, long lengthBytes) {
        OpenOptions reading = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        return vertx.fileSystem().open(location.toString(), reading).compose(file -> {
            Promise<Void> sent = Promise.promise();
            next(file, first, lengthBytes, sent);
            return sent.future().eventually(() -> file.close()).compose(all -> response.end());
        });
    }

    /** One promise for all slices: a future for each, nested in the one before, would be as deep as the file is long. */
    private void next(AsyncFile file, long position, long left, Promise<Void> sent) {
        if (left == 0) {
            sent.complete();
            return;
        }
        int size = (int) Math.min(left, limit.sliceBytes());
        slice(file, position, size)
                .onSuccess(written -> next(file, position + size, left - size, sent))
                .onFailure(sent::fail);
    }

    private Future<Void> slice(AsyncFile file, long position, int size) {
        return pause(limit.reserve(size, System.nanoTime()))
                .compose(go -> response.closed()
                        ? Future.failedFuture(new ClosedChannelException())
                        : file.read(Buffer.buffer(size), 0, position, size))
                .compose(slice -> slice.length() == size
                        ? response.write(slice)
                        : Future.failedFuture(new EOFException("a published file is shorter than it was")));
    }

    private Future<Void> pause(long nanos) {
        if (nanos == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> over = Promise.promise();
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), id -> over.complete());
        return over.future();
    }
}
