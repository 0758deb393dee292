package io.ayni.agent.limit;

import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The counts of {@link UploadCount} on disk, as one JSON object. Not thread-safe. */
public final class UsageFile {
    private static final long FORMAT = 1;

    private final Path file;

    /** @param file where the counts are kept */
    public UsageFile(Path file) {
        this.file = file;
    }

    /**
     * The counts; none when there is no file.
     *
     * @throws IOException when the file is not whole: counting from 0 would give the quota a second time
     */
    Map<YearMonth, Long> read() throws IOException {
        try {
            Map<String, Object> json = Json.object(Files.readString(file));
            Map<YearMonth, Long> months = new HashMap<>();
            if (json.get("format") instanceof Long format && format == FORMAT) {
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) json.get("months")).entrySet()) {
                    months.put(YearMonth.parse((String) entry.getKey()), (Long) entry.getValue());
                }
                return months;
            }
            throw new IllegalArgumentException("of another format");
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IllegalArgumentException | DateTimeException | ClassCastException | NullPointerException e) {
            throw new IOException(
                    file + " is not what an agent writes. Remove it to count this month's uploads from 0 again", e);
        }
    }

    /** Keeps the counts in place of those before; they survive a crash. */
    void write(Map<YearMonth, Long> counts) throws IOException {
        Map<String, Object> months = new LinkedHashMap<>();
        new TreeMap<>(counts).forEach((month, bytes) -> months.put(month.toString(), bytes));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("months", months);
        DurableFiles.replace(file, (Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
