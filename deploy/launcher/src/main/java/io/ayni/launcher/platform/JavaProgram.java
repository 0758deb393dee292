package io.ayni.launcher.platform;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command line of the JVM that runs this launcher: small heap, serial collector.
 *
 * @param name name in messages
 * @param heap value of {@code -Xmx}
 * @param properties system properties
 * @param environment environment variables: what must not be seen in a process list
 * @param classes {@code -jar FILE} or {@code -cp PATH MAIN}
 * @param arguments of the program
 */
record JavaProgram(
        String name,
        String heap,
        Map<String, String> properties,
        Map<String, String> environment,
        List<String> classes,
        List<String> arguments) {

    ChildProcess.Command command(Path directory, Path log) {
        List<String> words = new ArrayList<>();
        words.add(java());
        words.addAll(List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        new TreeMap<>(properties).forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.addAll(classes);
        words.addAll(arguments);
        return new ChildProcess.Command(name, words, environment, directory, log, Signal.TERM);
    }

    /** The program that runs this JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
