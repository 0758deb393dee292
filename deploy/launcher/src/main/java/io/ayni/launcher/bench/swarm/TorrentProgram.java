package io.ayni.launcher.bench.swarm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A BitTorrent program that may be installed on this machine. */
interface TorrentProgram {
    /** Its name, as rows tell it. */
    String label();

    /**
     * The torrent of a file as this program takes it.
     *
     * @param directory where to write it
     */
    Path torrent(BenchFile file, Path directory) throws IOException, InterruptedException;

    /**
     * The command of a peer that joins at a moment, writes the moment at which it has all into the file {@code complete} of
     * its directory, and goes on seeding until it is ended by TERM.
     */
    List<String> command(Peer peer);

    /** Whether the file {@code uploaded} of a peer's directory tells, once it has ended, how many payload bytes it sent. */
    boolean countsUploads();

    /**
     * A peer.
     *
     * @param torrent what to fetch, or to seed when the directory holds the file
     * @param directory where the file is or comes
     * @param announce address of the tracker
     * @param uploadLimit bytes a second, 0 for none
     * @param startAtMs when to join, milliseconds since the Unix epoch
     */
    record Peer(Path torrent, Path directory, URI announce, long uploadLimit, long startAtMs) {}
}
