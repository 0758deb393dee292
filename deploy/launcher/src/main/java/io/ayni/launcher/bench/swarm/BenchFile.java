package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.demo.DemoFile;
import java.nio.file.Path;

/** A file that was never delivered before: pseudo-random bytes of a seed of its own. */
record BenchFile(Path path, String name, long bytes) {
    static BenchFile make(Path directory, long bytes, long seed) {
        DemoFile file = DemoFile.make(directory.resolve("item-" + seed + ".bin"), bytes, seed);
        return new BenchFile(file.path(), file.name(), file.bytes());
    }
}
