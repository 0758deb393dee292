package io.ayni.launcher.demo;

import io.ayni.contracts.content.PathComponents;
import io.ayni.launcher.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The file that is delivered.
 *
 * @param path where it is
 * @param name name under which it is published
 * @param bytes its size
 * @param sha256 its SHA-256, hexadecimal
 */
public record DemoFile(Path path, String name, long bytes, String sha256) {
    private static final int BLOCK = 1 << 16;

    /** Makes a file of pseudo-random bytes; the same seed gives the same file. */
    public static DemoFile make(Path path, long bytes, long seed) {
        var random = new SplittableRandom(seed);
        byte[] block = new byte[BLOCK];
        try {
            Files.createDirectories(path.getParent());
            try (var out = new BufferedOutputStream(Files.newOutputStream(path), BLOCK)) {
                for (long left = bytes; left > 0; left -= block.length) {
                    random.nextBytes(block);
                    out.write(block, 0, (int) Math.min(left, block.length));
                }
            }
            return existing(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot make the file to deliver", failure);
        }
    }

    /**
     * Reads an existing file once, for its digest.
     *
     * @throws UserError if there is none, or none that can be published
     */
    public static DemoFile existing(Path path) {
        if (!Files.exists(path)) {
            throw new UserError("There is no file " + path + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new UserError(path + " is not a file but a directory or a device.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            long bytes = Files.size(path);
            if (bytes == 0) {
                throw new UserError(path + " is empty; there is nothing to deliver.");
            }
            return new DemoFile(path, publishedName(path.getFileName().toString()), bytes, sha256(in));
        } catch (IOException failure) {
            throw new UserError("Cannot read " + path + ": " + failure, failure);
        }
    }

    /** The file's own name if the gateway takes it, otherwise what is left of it. */
    private static String publishedName(String name) {
        boolean taken = PathComponents.isSafe(name) && name.indexOf(';') < 0;
        return taken ? name : name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** SHA-256 of a stream to its end, hexadecimal. */
    public static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
