package io.ayni.agent.consent;

import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The decision on disk, as one JSON object. Safe for all threads of one process. */
public final class ConsentStore {
    private final Path file;

    /** @param file where the decision is kept */
    public ConsentStore(Path file) {
        this.file = file;
    }

    /**
     * The newest decision.
     *
     * @return {@link Consent#NONE} when there is none, or the file is damaged: in doubt nothing is shared
     */
    public synchronized Consent read() throws IOException {
        try {
            Map<String, Object> json = Json.object(Files.readString(file));
            return new Consent((Boolean) json.get("sharing"), Math.toIntExact((Long) json.get("textVersion")), (Long)
                    json.get("decidedAtMs"));
        } catch (NoSuchFileException e) {
            return Consent.NONE;
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException | NullPointerException e) {
            return Consent.NONE;
        }
    }

    /** Keeps a decision in place of the one before; it survives a crash. */
    public synchronized void write(Consent consent) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sharing", consent.sharing());
        json.put("textVersion", consent.textVersion());
        json.put("decidedAtMs", consent.decidedAtMs());
        DurableFiles.replace(file, (Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
