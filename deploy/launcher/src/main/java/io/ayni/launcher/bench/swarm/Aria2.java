package io.ayni.launcher.bench.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** aria2, which knows torrents of version 1 only; libtorrent makes them. */
final class Aria2 implements TorrentProgram {
    /** What to do where it is missing. */
    static final String HOW_TO_INSTALL = "aria2 is not here; install it, on Debian with: apt-get install aria2";

    private static final String COMPLETE_HOOK =
            """
            #!/bin/sh
            # $3 is the file that is complete.
            directory=$(dirname "$3")
            date +%s.%N > "$directory/complete.new" && mv "$directory/complete.new" "$directory/complete"
            """;

    private final TorrentProgram maker;
    private final Path hook;

    private Aria2(TorrentProgram maker, Path hook) {
        this.maker = maker;
        this.hook = hook;
    }

    /** Writes its hook into a directory; empty where there is no such program. */
    static Optional<Aria2> in(Path directory, TorrentProgram maker) throws IOException, InterruptedException {
        if (!Libtorrent.succeeds(List.of("aria2c", "--version"))) {
            return Optional.empty();
        }
        Path hook = directory.resolve("aria2-complete.sh");
        Files.writeString(hook, COMPLETE_HOOK);
        hook.toFile().setExecutable(true);
        return Optional.of(new Aria2(maker, hook));
    }

    @Override
    public String label() {
        return "aria2";
    }

    @Override
    public Path torrent(BenchFile file, Path directory) throws IOException, InterruptedException {
        return maker.torrent(file, directory);
    }

    /** It joins when it starts, so the start waits. */
    @Override
    public List<String> command(Peer peer) {
        long waitMs = Math.max(0, peer.startAtMs() - System.currentTimeMillis());
        return List.of(
                "sh",
                "-c",
                "sleep $0; exec \"$@\"",
                Double.toString(waitMs / 1e3),
                "aria2c",
                "--no-conf",
                "--enable-dht=false",
                "--bt-enable-lpd=false",
                "--interface=127.0.0.1",
                "--check-integrity=true",
                "--file-allocation=none",
                "--seed-ratio=0.0",
                "--summary-interval=0",
                "--console-log-level=warn",
                "--bt-tracker=" + peer.announce(),
                "--max-overall-upload-limit=" + peer.uploadLimit(),
                "--on-bt-download-complete=" + hook,
                "--dir=" + peer.directory(),
                peer.torrent().toString());
    }

    @Override
    public boolean countsUploads() {
        return false;
    }
}
