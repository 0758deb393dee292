package io.ayni.tracker.engine;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Draws from another generator in large steps: as unpredictable as that one, without its cost per call. Not thread-safe.
 */
public final class BufferedRandom implements RandomGenerator {
    private static final int BUFFER_BYTES = 4_096;

    private final RandomGenerator source;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).position(BUFFER_BYTES);

    /** @param source a cryptographic generator in service */
    public BufferedRandom(RandomGenerator source) {
        this.source = source;
    }

    @Override
    public long nextLong() {
        if (!buffer.hasRemaining()) {
            source.nextBytes(bytes);
            buffer.rewind();
        }
        return buffer.getLong();
    }
}
