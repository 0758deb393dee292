package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** libtorrent with its Python binding, one session a process. */
final class Libtorrent implements TorrentProgram {
    /** What to do where it is missing. */
    static final String HOW_TO_INSTALL =
            "libtorrent is not here; install it, on Debian with: apt-get install python3-libtorrent";

    static final String LABEL = "libtorrent";

    private static final String SCRIPT = "libtorrent-peer.py";
    /** The system's own, which has the distribution's packages, before others on the search path. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private static final int PIECE_LENGTH = 64 << 10;

    private final String python;
    private final Path script;

    private Libtorrent(String python, Path script) {
        this.python = python;
        this.script = script;
    }

    /** Writes its script into a directory; empty where there is no such library. */
    static Optional<Libtorrent> in(Path directory) throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            if (succeeds(List.of(python, "-c", "import libtorrent"))) {
                Path script = directory.resolve(SCRIPT);
                try (InputStream in = Libtorrent.class.getResourceAsStream(SCRIPT)) {
                    Files.copy(in, script);
                }
                return Optional.of(new Libtorrent(python, script));
            }
        }
        return Optional.empty();
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public Path torrent(BenchFile file, Path directory) throws IOException, InterruptedException {
        Path torrent = directory.resolve(file.name() + ".torrent");
        if (!succeeds(List.of(
                python,
                script.toString(),
                "make",
                file.path().toString(),
                torrent.toString(),
                Integer.toString(PIECE_LENGTH)))) {
            throw new UserError("libtorrent makes no torrent of " + file.path() + ".");
        }
        return torrent;
    }

    @Override
    public List<String> command(Peer peer) {
        return List.of(
                python,
                script.toString(),
                "peer",
                peer.torrent().toString(),
                peer.directory().toString(),
                peer.announce().toString(),
                Long.toString(peer.uploadLimit()),
                Double.toString(peer.startAtMs() / 1e3));
    }

    @Override
    public boolean countsUploads() {
        return true;
    }

    static boolean succeeds(List<String> words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false; // there is no such program
        }
    }
}
