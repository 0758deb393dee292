package io.ayni.agent.content;

import io.ayni.agent.home.DurableFiles;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Items that the owner does not want on this machine, in a file of one id a line; at most {@value #MAX_ITEMS}. A refusal
 * survives a crash once the call has returned. Safe for all threads.
 */
public final class RefusedItems {
    /** Most refusals; a further one is not taken. */
    public static final int MAX_ITEMS = 10_000;

    private final Path file;
    private final Set<ContentId> items;

    private RefusedItems(Path file, Set<ContentId> items) {
        this.file = file;
        this.items = items;
    }

    /**
     * Reads the file; none refuses nothing.
     *
     * @throws IOException when it is not whole: an item that was refused could come back
     */
    public static RefusedItems open(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            Set<ContentId> items = lines.filter(line -> !line.isBlank())
                    .map(line -> ContentId.fromHex(line.strip()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return new RefusedItems(file, items);
        } catch (NoSuchFileException e) {
            return new RefusedItems(file, new LinkedHashSet<>());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds a line that is no content id. Correct it, or remove the file", e);
        }
    }

    /** Whether the owner refused it. */
    public synchronized boolean contains(ContentId contentId) {
        return items.contains(contentId);
    }

    /** All, the oldest first. */
    public synchronized List<ContentId> all() {
        return List.copyOf(items);
    }

    /** Takes a refusal; one that stands already stays. */
    public synchronized void add(ContentId contentId) throws IOException {
        if (items.contains(contentId)) {
            return;
        }
        if (items.size() >= MAX_ITEMS) {
            throw new IOException("more than " + MAX_ITEMS + " items are refused");
        }
        Set<ContentId> more = new LinkedHashSet<>(items);
        more.add(contentId);
        keep(more);
        items.add(contentId);
    }

    /** Ends a refusal, if it stands. */
    public synchronized void remove(ContentId contentId) throws IOException {
        if (!items.contains(contentId)) {
            return;
        }
        Set<ContentId> fewer = new LinkedHashSet<>(items);
        fewer.remove(contentId);
        keep(fewer);
        items.remove(contentId);
    }

    private void keep(Set<ContentId> wanted) throws IOException {
        String text = wanted.stream().map(id -> id.hex() + "\n").collect(Collectors.joining());
        DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
