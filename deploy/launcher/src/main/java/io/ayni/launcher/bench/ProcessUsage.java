package io.ayni.launcher.bench;

import io.ayni.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process uses, as Linux accounts for it. */
public final class ProcessUsage {
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final Pattern WRITTEN = Pattern.compile("wchar: (\\d+)");
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME_AFTER_NAME = 11;

    private static final Pattern CPU = Pattern.compile("model name\\s*: (.+)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");

    private ProcessUsage() {}

    /**
     * Returns on a system that accounts for processes as Linux does.
     *
     * @throws UserError on another one
     */
    public static void requireSupported() {
        read(Path.of("/proc/self/stat"));
    }

    /** The processor's name as its maker gives it; empty if the system does not know. */
    public static String cpuModel() {
        Matcher matcher = CPU.matcher(read(Path.of("/proc/cpuinfo")));
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    /** Memory of the machine in MiB. */
    public static long memoryMib() {
        Matcher matcher = MEMORY.matcher(read(Path.of("/proc/meminfo")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
    }

    /** Resident memory in MiB. */
    public static double rssMib(long pid) {
        Matcher matcher = RSS.matcher(read(Path.of("/proc", Long.toString(pid), "status")));
        if (!matcher.find()) {
            throw new UserError("Process " + pid + " has ended.");
        }
        return Long.parseLong(matcher.group(1)) / 1024.0;
    }

    /** User and system time since the process started, in milliseconds. */
    public static double cpuMillis(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TIME_AFTER_NAME]) + Long.parseLong(fields[USER_TIME_AFTER_NAME + 1]);
        return ticks * 1000 / TICKS_PER_SECOND;
    }

    /** The same of a process and all its descendants that live now. */
    public static double cpuMillisOfTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> cpuMillisIfAlive(process.pid()))
                .sum();
    }

    private static double cpuMillisIfAlive(long pid) {
        try {
            return cpuMillis(pid);
        } catch (UserError ended) {
            return 0; // between the listing and the reading; what it used is lost to the sum
        }
    }

    /** Used Java heap in MiB after a full collection. */
    public static double heapMib(long pid) {
        jcmd(pid, "GC.run");
        Matcher matcher = HEAP_USED.matcher(jcmd(pid, "GC.heap_info"));
        double used = 0;
        for (int generation = 0; generation < 2 && matcher.find(); generation++) {
            used += Long.parseLong(matcher.group(1)) / 1024.0; // young, then old; metaspace follows
        }
        return used;
    }

    private static String jcmd(long pid, String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot run jcmd", failure);
        }
    }

    /** Bytes that a process has written to files and sockets by write, writev and sendfile since it started. */
    public static long writtenBytes(long pid) {
        Matcher matcher = WRITTEN.matcher(read(Path.of("/proc", Long.toString(pid), "io")));
        if (!matcher.find()) {
            throw new UserError("The system does not count what process " + pid + " writes.");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UserError("Cannot read " + file + "; measurements need Linux and a process that runs.", failure);
        }
    }
}
