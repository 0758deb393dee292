package io.ayni.launcher.bench.swarm;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.embedded.process.Signal;
import io.ayni.launcher.UserError;
import io.ayni.launcher.bench.ProcessUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Peers of a BitTorrent program, each a process of its own that is started for one delivery, and one that seeds. */
final class TorrentCrowd implements Crowd {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** Peers that are told when to start are loaded by then. */
    private static final long LOADING_MS = 1_000;

    private static final long LOADING_EACH_MS = 100;
    private static final int POLL_MILLIS = 50;

    private final TorrentProgram program;
    private final UploadLimits limits;
    private final TorrentTracker tracker;

    /** Bytes a second, 0 for none. */
    record UploadLimits(long seed, long peer) {}

    TorrentCrowd(TorrentProgram program, UploadLimits limits) throws IOException {
        this.program = program;
        this.limits = limits;
        this.tracker = new TorrentTracker();
    }

    @Override
    public String label() {
        return program.label();
    }

    @Override
    public CrowdOutcome deliver(BenchFile file, int peers) throws IOException, InterruptedException {
        Path directory = ScratchDirectory.create("bench-peers");
        List<Running> running = new ArrayList<>();
        try {
            Path torrent = program.torrent(file, directory);
            Running seed = seed(file, torrent, directory);
            running.add(seed);
            long startAtMs = System.currentTimeMillis() + LOADING_MS + peers * LOADING_EACH_MS;
            for (int number = 1; number <= peers; number++) {
                Path own = Files.createDirectory(directory.resolve("peer-" + number));
                running.add(start(
                        own, new TorrentProgram.Peer(torrent, own, tracker.announce(), limits.peer(), startAtMs)));
            }
            TimeUnit.MILLISECONDS.sleep(Math.max(0, startAtMs - System.currentTimeMillis()));
            double cpuBefore = cpuMillis(running);
            double lastComplete = lastComplete(running.subList(1, running.size()));
            double cpuSeconds = (cpuMillis(running) - cpuBefore) / 1000;
            seed.process().stop(STOP);
            return new CrowdOutcome(lastComplete - startAtMs / 1e3, uploaded(seed), cpuSeconds);
        } finally {
            running.forEach(peer -> peer.process().stop(STOP));
            ScratchDirectory.delete(directory);
        }
    }

    /** A process and the directory that it works in. */
    private record Running(ChildProcess process, Path directory) {
        boolean isComplete() {
            return Files.exists(directory.resolve("complete"));
        }

        double completeAt() {
            return Double.parseDouble(text("complete"));
        }

        String text(String name) {
            try {
                return Files.readString(directory.resolve(name)).strip();
            } catch (IOException failure) {
                throw new UncheckedIOException("A peer does not tell what it did", failure);
            }
        }
    }

    private Running seed(BenchFile file, Path torrent, Path directory) throws IOException {
        Path own = Files.createDirectory(directory.resolve("seed"));
        Files.copy(file.path(), own.resolve(file.name()));
        Running seed = start(own, new TorrentProgram.Peer(torrent, own, tracker.announce(), limits.seed(), 0));
        seed.process().awaitReady(seed::isComplete, START);
        return seed;
    }

    private Running start(Path own, TorrentProgram.Peer peer) {
        var command = new ChildProcess.Command(
                program.label() + " " + own.getFileName(),
                program.command(peer),
                Map.of(),
                own,
                own.resolve("log"),
                Signal.TERM);
        return new Running(ChildProcess.start(command), own);
    }

    private double lastComplete(List<Running> peers) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (Running peer : peers) {
            while (!peer.isComplete()) {
                if (!peer.process().isAlive()) {
                    throw new UserError(peer.process().name() + " has ended:\n  "
                            + String.join(
                                    "\n  ", ChildProcess.tail(peer.process().log(), 10)));
                }
                if (System.nanoTime() > deadline) {
                    throw new UserError(
                            program.label() + " has not delivered after " + LIMIT.toMinutes() + " minutes.");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        return peers.stream().mapToDouble(Running::completeAt).max().orElseThrow();
    }

    private static double cpuMillis(List<Running> peers) {
        return peers.stream()
                .mapToDouble(peer -> ProcessUsage.cpuMillis(peer.process().pid()))
                .sum();
    }

    private long uploaded(Running seed) {
        return program.countsUploads() ? Long.parseLong(seed.text("uploaded")) : 0;
    }

    @Override
    public void close() {
        tracker.close();
    }
}
