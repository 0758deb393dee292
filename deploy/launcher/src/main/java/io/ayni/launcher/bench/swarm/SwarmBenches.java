package io.ayni.launcher.bench.swarm;

import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.platform.NodePlan;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the programs together that are measured beside each other; one that is not installed is named and left out. */
public final class SwarmBenches {
    private final PlatformPlan platform;
    private final boolean compared;
    private final Progress progress;

    /**
     * @param platform its agents and the gateway's limit are set here
     * @param compared whether other programs are measured, too
     */
    public SwarmBenches(PlatformPlan platform, boolean compared, Progress progress) {
        this.platform = platform;
        this.compared = compared;
        this.progress = progress;
    }

    /** Flash crowds with limited uplinks. */
    public BenchReport swarm(SwarmBenchPlan plan) throws IOException, InterruptedException {
        Map<String, String> settings =
                Map.of("ayni.gateway.max-egress-bytes-per-second", Long.toString(SwarmBenchPlan.SEED_BYTES_PER_SECOND));
        var limits = new TorrentCrowd.UploadLimits(
                SwarmBenchPlan.SEED_BYTES_PER_SECOND, SwarmBenchPlan.PEER_BYTES_PER_SECOND);
        List<NodePlan> nodes = nodes(plan.largestAudience()).stream()
                .map(node -> node.with("max-upload", Long.toString(SwarmBenchPlan.PEER_BYTES_PER_SECOND)))
                .toList();
        List<Crowd> crowds = new ArrayList<>();
        try {
            crowds.add(new AyniCrowd(start(nodes, settings)));
            addOthers(crowds, limits);
            return new SwarmBench(crowds, plan, progress).run();
        } finally {
            crowds.forEach(Crowd::close);
        }
    }

    /** One peer to another without limits. */
    public BenchReport transfer(TransferBenchPlan plan) throws IOException, InterruptedException {
        List<Crowd> pairs = new ArrayList<>();
        try {
            pairs.add(new AyniPair(start(nodes(2), Map.of())));
            addOthers(pairs, new TorrentCrowd.UploadLimits(0, 0));
            return new TransferBench(pairs, plan, progress).run();
        } finally {
            pairs.forEach(Crowd::close);
        }
    }

    private void addOthers(List<Crowd> crowds, TorrentCrowd.UploadLimits limits)
            throws IOException, InterruptedException {
        if (!compared) {
            return;
        }
        Path scripts = ScratchDirectory.create("bench-scripts");
        Optional<Libtorrent> libtorrent = Libtorrent.in(scripts);
        if (libtorrent.isEmpty()) {
            progress.report("Nothing is compared: " + Libtorrent.HOW_TO_INSTALL);
            return;
        }
        crowds.add(new TorrentCrowd(libtorrent.get(), limits));
        Optional<Aria2> aria2 = Aria2.in(scripts, libtorrent.get());
        if (aria2.isPresent()) {
            crowds.add(new TorrentCrowd(aria2.get(), limits));
        } else {
            progress.report("aria2 is left out: " + Aria2.HOW_TO_INSTALL);
        }
    }

    private List<NodePlan> nodes(int count) {
        return PlatformPlan.sharingNodes(count, platform.ports());
    }

    private Platform start(List<NodePlan> nodes, Map<String, String> settings) {
        var plan = new PlatformPlan(
                platform.home(),
                platform.programs(),
                platform.ports(),
                platform.kafka(),
                platform.postgres(),
                platform.durability(),
                platform.settleEvery(),
                nodes,
                settings);
        return Platform.start(plan, progress);
    }
}
