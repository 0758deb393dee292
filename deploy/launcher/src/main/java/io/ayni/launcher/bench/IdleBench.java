package io.ayni.launcher.bench;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.NodePlan;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.ServiceProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Measures a platform that does nothing: memory, heap and CPU of each process, and what starting one takes. */
public final class IdleBench {
    private static final int QUIET_SECONDS = 20;
    /** Long, since the system counts in hundredths of a second, and an idle agent uses less than one in ten seconds. */
    private static final int WINDOWS = 6;

    private static final int WINDOW_SECONDS = 10;
    private static final int STARTS = 3;

    private final Platform platform;

    /**
     * Returns on a machine where this can be measured.
     *
     * @throws io.ayni.launcher.UserError on another one
     */
    public static void requireSupported() {
        ProcessUsage.requireSupported();
    }

    /** Measures this platform. */
    public IdleBench(Platform platform) {
        this.platform = platform;
    }

    /** Takes about two minutes; starts and stops a few agents at its beginning and each service at its end. */
    public BenchReport run() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        addStartTimes(rows);
        TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        Map<String, Double> cpu = cpuPerWindow();
        addServices(rows, cpu);
        addAgents(rows, cpu);
        addServiceStarts(rows);
        return new BenchReport(rows, BenchMachine.describe());
    }

    private void addStartTimes(List<Row> rows) {
        List<Double> cpuSeconds = new ArrayList<>();
        List<Double> wallSeconds = new ArrayList<>();
        for (int number = 1; number <= STARTS; number++) {
            long start = System.nanoTime();
            AgentProcess agent = platform.addAgent(
                    new NodePlan("bench-" + number, "bench-" + number, NodePlan.Sharing.NOT_AGREED, 0, Map.of()));
            wallSeconds.add((System.nanoTime() - start) / 1e9);
            cpuSeconds.add(ProcessUsage.cpuMillis(agent.process().pid()) / 1000);
            agent.stop();
        }
        rows.add(Row.atMost("A3", "agent, start to ready, CPU", STARTS, median(cpuSeconds), "s", 0.6));
        rows.add(Row.plain("A3", "agent, start to ready, wall clock", STARTS, median(wallSeconds), "s"));
    }

    private void addServiceStarts(List<Row> rows) {
        Platform.Services services = platform.services();
        Map<String, ServiceProcess> all = new LinkedHashMap<>();
        all.put("tracker", services.tracker());
        all.put("ledger", services.ledger());
        all.put("gateway", services.gateway());
        all.forEach((name, service) -> {
            service.stop();
            service.start();
            double seconds = ProcessUsage.cpuMillis(service.process().pid()) / 1000;
            rows.add(Row.atMost("K1", name + ", start to ready, CPU", 1, seconds, "s", 2.5));
        });
    }

    private Map<String, Double> cpuPerWindow() throws InterruptedException {
        Map<String, Double> before = sample(ProcessUsage::cpuMillis);
        TimeUnit.SECONDS.sleep(WINDOWS * WINDOW_SECONDS);
        Map<String, Double> after = sample(ProcessUsage::cpuMillis);
        after.replaceAll((name, millis) -> (millis - before.get(name)) / WINDOWS);
        return after;
    }

    private void addServices(List<Row> rows, Map<String, Double> cpu) {
        sample(ProcessUsage::rssMib).forEach((name, rss) -> {
            boolean service = List.of("tracker", "ledger", "gateway").contains(name);
            if (service) {
                rows.add(Row.atMost("K1", name + ", RSS at idle", 1, rss, "MiB", mebibytes(200)));
            } else if (!isAgent(name)) {
                rows.add(Row.plain("K1", name + ", RSS at idle", 1, rss, "MiB"));
            }
        });
        platform.processes().forEach((name, child) -> {
            if (child.isAlive() && !isAgent(name) && !name.equals("postgres")) {
                rows.add(Row.plain("K1", name + ", heap at idle", 1, ProcessUsage.heapMib(child.pid()), "MiB"));
            }
        });
        cpu.forEach((name, millis) -> {
            if (!isAgent(name)) {
                rows.add(Row.plain("K1", name + ", CPU per 10 s at idle", 1, millis, "ms"));
            }
        });
    }

    private void addAgents(List<Row> rows, Map<String, Double> cpu) {
        List<ChildProcess> agents = platform.agents().stream()
                .map(AgentProcess::process)
                .filter(ChildProcess::isAlive)
                .toList();
        List<Double> rss =
                agents.stream().map(agent -> ProcessUsage.rssMib(agent.pid())).toList();
        List<Double> heap =
                agents.stream().map(agent -> ProcessUsage.heapMib(agent.pid())).toList();
        List<Double> idle = cpu.entrySet().stream()
                .filter(entry -> isAgent(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        rows.add(Row.atMost("A3", "agent, RSS at idle", rss.size(), median(rss), "MiB", mebibytes(96)));
        rows.add(Row.plain("A3", "agent, heap at idle", heap.size(), median(heap), "MiB"));
        rows.add(Row.atMost("A3", "agent, CPU per 10 s at idle", idle.size(), median(idle), "ms", 5));
    }

    private Map<String, Double> sample(ToDoubleFunction<Long> measure) {
        Map<String, Double> values = new LinkedHashMap<>();
        platform.processes().forEach((name, child) -> {
            if (child.isAlive()) {
                values.put(name, measure.applyAsDouble(child.pid()));
            }
        });
        return values;
    }

    private static boolean isAgent(String name) {
        return name.startsWith("node-");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** A goal in megabytes, in the unit of the figures. */
    private static double mebibytes(double megabytes) {
        return Math.round(megabytes * 1e8 / (1 << 20)) / 100.0;
    }
}
