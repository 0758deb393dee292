package io.ayni.launcher.bench;

import io.ayni.launcher.platform.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The swarm simulator as a process of its own, since it needs a large heap and a fast compiler. It shares the terminal
 * and ends with this process.
 */
public final class SimulatorProgram {
    private static final List<String> JVM =
            List.of("-Xmx4g", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED");
    private static final String MAIN = "io.ayni.simulator.cli.Simulate";

    private final Programs programs;

    /** @param programs where its jars are */
    public SimulatorProgram(Programs programs) {
        this.programs = programs;
    }

    /** Runs it and gives back its exit code. */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM);
        words.addAll(List.of("-cp", programs.simulator() + "/*", MAIN));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words).inheritIO().start();
        Thread ending = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(ending);
        return code;
    }
}
