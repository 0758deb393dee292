package io.ayni.launcher.bench;

import java.nio.file.Path;

/** placeholder */
public final class BenchChart {
    private BenchChart() {}

    public static void write(BenchReport report, Path file) {}
}
