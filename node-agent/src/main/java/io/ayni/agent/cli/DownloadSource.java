package io.ayni.agent.cli;

import java.io.IOException;
import java.io.InputStream;

/** Who downloads: the running agent, or one inside this process. */
interface DownloadSource extends AutoCloseable {
    /** Starts the item or goes on with it. */
    DownloadView start(String nameOrId) throws IOException, InterruptedException, CliFailure;

    /** Where it stands. */
    DownloadView look(String contentId) throws IOException, InterruptedException, CliFailure;

    /** The verified bytes of a file of a complete item. */
    InputStream open(DownloadView item, int fileIndex) throws IOException, InterruptedException, CliFailure;

    @Override
    void close();
}
