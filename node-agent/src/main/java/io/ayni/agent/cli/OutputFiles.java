package io.ayni.agent.cli;

import io.ayni.agent.cli.DownloadView.FileView;
import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.crypto.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Puts a complete item where its owner wants it: each file is written beside its place, checked, then moved there. */
final class OutputFiles {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path target;
    private final boolean overwrites;

    /**
     * @param wanted path that was asked for, or null for the item's name in the working directory; a directory takes the
     *     item under its name
     * @param overwrites whether what is there may be replaced
     */
    OutputFiles(Path wanted, DownloadView item, boolean overwrites) {
        Path path = wanted == null ? Path.of("") : wanted;
        this.target =
                wanted == null || item.isSingleFile() && Files.isDirectory(path) ? path.resolve(item.name()) : path;
        this.overwrites = overwrites;
    }

    Path target() {
        return target.toAbsolutePath();
    }

    /** Where a file of the item goes. */
    Path of(DownloadView item, FileView file) {
        return item.isSingleFile() ? target : target.resolve(file.path());
    }

    /** Refuses before anything is fetched when something is in the way. */
    void check(DownloadView item) throws CliFailure {
        for (FileView file : item.files()) {
            Path path = of(item, file);
            if (Files.isDirectory(path) || Files.exists(path) && !overwrites) {
                throw new CliFailure(
                        ExitCodes.OUTPUT_EXISTS,
                        path + " is there already. Give another --output, or --force to replace a file");
            }
        }
    }

    /**
     * Writes one file.
     *
     * @return its SHA-256 in hex
     */
    String write(DownloadView item, FileView file, InputStream bytes) throws IOException, CliFailure {
        Path path = of(item, file).toAbsolutePath();
        Files.createDirectories(path.getParent());
        Path part = Files.createTempFile(path.getParent(), "." + path.getFileName() + ".", ".part");
        try {
            String sha256 = copy(bytes, part, file);
            move(part, path);
            return sha256;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void move(Path part, Path path) throws IOException, CliFailure {
        try {
            if (overwrites) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, path);
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new CliFailure(ExitCodes.OUTPUT_EXISTS, path + " appeared meanwhile; nothing was overwritten");
        }
    }

    private static String copy(InputStream in, Path part, FileView file) throws IOException, CliFailure {
        FileHasher hasher = new FileHasher();
        MessageDigest sha256 = Digests.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                hasher.update(buffer, 0, count);
                sha256.update(buffer, 0, count);
                length += count;
            }
        }
        String root = HexFormat.of().formatHex(hasher.finish().root());
        if (length != file.sizeBytes() || length > 0 && !root.equals(file.piecesRoot())) {
            throw new CliFailure(ExitCodes.UNTRUSTED, "the bytes of " + file.path() + " are not those of the manifest");
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
