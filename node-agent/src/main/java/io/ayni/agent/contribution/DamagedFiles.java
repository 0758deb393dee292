package io.ayni.agent.contribution;

import io.ayni.agent.home.DurableFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts files that cannot be used out of the way, into {@code damaged/} beside them, for a person to look at. */
final class DamagedFiles {
    private static final System.Logger LOG = System.getLogger(DamagedFiles.class.getName());

    private DamagedFiles() {}

    /** Moves the file; one of the same name from before is replaced, so their number stays bounded. */
    static void setAside(Path file) throws IOException {
        Path folder = file.resolveSibling("damaged");
        DurableFiles.directory(folder);
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        LOG.log(Level.WARNING, "file set aside file={0} folder={1}", file.getFileName(), folder);
    }
}
