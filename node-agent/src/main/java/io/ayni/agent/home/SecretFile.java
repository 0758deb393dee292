package io.ayni.agent.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** One line of text that only its owner may read: made at first use with mode 0600, refused with wider permissions. */
public final class SecretFile {
    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> ALLOWED =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /**
     * The line in the file, made by the supplier when there is none.
     *
     * @throws InsecureFileException when others may read or write it
     */
    public static String readOrCreate(Path file, Supplier<String> fresh) throws IOException {
        if (Files.notExists(file)) {
            String line = fresh.get();
            DurableFiles.replace(file, (line + "\n").getBytes(StandardCharsets.US_ASCII));
            return line;
        }
        return read(file);
    }

    /**
     * The line in the file.
     *
     * @throws InsecureFileException when others may read or write it
     * @throws IOException when it is missing, too long or cannot be read
     */
    public static String read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(permissions)) {
            throw new InsecureFileException(file, PosixFilePermissions.toString(permissions));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(
                    file + " is longer than " + MAX_BYTES + " bytes and is not the expected one-line file");
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
}
