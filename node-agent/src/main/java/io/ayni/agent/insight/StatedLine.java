package io.ayni.agent.insight;

import io.ayni.agent.home.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The upload speed of the line as its owner stated it: only for showing shares, nothing is limited by it. */
public final class StatedLine {
    private final Path file;

    /** @param file holds bytes per second as a number */
    public StatedLine(Path file) {
        this.file = file;
    }

    /** Bytes per second; empty when the owner stated nothing. */
    public synchronized OptionalLong bytesPerSecond() throws IOException {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new IOException(file + " does not hold a number of bytes per second; state it again", e);
        }
    }

    /** Takes what the owner states, above 0. */
    public synchronized void state(long bytesPerSecond) throws IOException {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("the speed of a line is above 0");
        }
        DurableFiles.replace(file, (bytesPerSecond + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
