package io.ayni.agent.limit;

import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The owner's limits on disk, as one JSON object, mode 0600. Not thread-safe. */
public final class LimitsFile {
    private final Path file;

    /** @param file where the limits are kept */
    public LimitsFile(Path file) {
        this.file = file;
    }

    /**
     * The newest limits; {@link Limits#DEFAULT} when there is no file.
     *
     * @throws IOException when the file is not whole: the defaults could be more than the owner wants
     */
    Limits read() throws IOException {
        try {
            return LimitsJson.ofFile(Json.object(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Limits.DEFAULT;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " does not hold limits: " + e.getMessage()
                            + ". Correct it, or remove it to begin with the defaults again",
                    e);
        }
    }

    /** Keeps limits in place of those before; they survive a crash. */
    void write(Limits limits) throws IOException {
        DurableFiles.replace(file, (Json.write(LimitsJson.file(limits)) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
