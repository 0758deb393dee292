package io.ayni.agent.home;

import java.io.IOException;
import java.nio.file.Path;

/** A secret lies open to other users of the machine. The message says how to close it. */
public final class InsecureFileException extends IOException {
    private static final long serialVersionUID = 1L;

    InsecureFileException(Path file, String permissions) {
        super(file + " has permissions " + permissions + ", so others may use this node's secret."
                + " If nobody did, run: chmod 600 " + file);
    }
}
