package io.ayni.agent.benefit;

import io.ayni.agent.home.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The idempotency key of each wish that the ledger has not answered: one small file per benefit, safe against crashes. */
public final class WishFiles {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");
    private static final int MAX_BYTES = 128;

    private final Path directory;

    /** @param directory where they are; made when it is missing */
    public WishFiles(Path directory) throws IOException {
        DurableFiles.directory(directory);
        this.directory = directory;
    }

    /** The key of the open wish for a benefit; a file that holds none is as good as none. */
    Optional<String> open(String benefit) throws IOException {
        try {
            Path file = directory.resolve(benefit);
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .filter(key -> KEY.matcher(key).matches());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keeps a wish; when this returns, it survives a crash. */
    void keep(String benefit, String key) throws IOException {
        DurableFiles.replace(directory.resolve(benefit), (key + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The wish is answered. */
    void forget(String benefit) throws IOException {
        DurableFiles.remove(directory.resolve(benefit));
    }
}
