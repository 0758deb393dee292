package io.ayni.launcher.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a measurement ran on, as reports say it. */
public final class BenchMachine {
    private BenchMachine() {}

    /** Processors, memory, system and Java, in that order. */
    public static Map<String, Object> describe() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("cpu", ProcessUsage.cpuModel());
        machine.put("memoryMib", ProcessUsage.memoryMib());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", Runtime.version().toString());
        return machine;
    }
}
