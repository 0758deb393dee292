package io.ayni.launcher.bench.swarm;

import io.ayni.embedded.process.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Delivers a new file each time, and keeps none. */
final class Deliveries {
    private final Path directory = ScratchDirectory.create("bench-files");
    private final long bytes;
    private long seed = System.nanoTime();

    /** @param bytes size of each file */
    Deliveries(long bytes) {
        this.bytes = bytes;
    }

    CrowdOutcome deliver(Crowd crowd, int peers) throws IOException, InterruptedException {
        BenchFile file = BenchFile.make(directory, bytes, seed++);
        try {
            return crowd.deliver(file, peers);
        } finally {
            Files.deleteIfExists(file.path());
        }
    }
}
