package io.ayni.agent.contribution;

import io.ayni.agent.home.DurableFiles;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Grants on disk, each with the one document about it that counts: a file per grant, named by the grant id. Has no state of
 * its own; whoever writes about one grant from several threads guards it.
 *
 * @param <T> what a grant and its document are together
 */
final class GrantFiles<T> {
    private static final int MAX_FILE_BYTES = 4096;

    private final Path directory;
    private final Reading<T> reading;
    private final Function<T, GrantId> grantId;

    /** Reads the two documents. */
    interface Reading<T> {
        /** @throws IllegalArgumentException when they do not belong together */
        T of(Envelope grant, Envelope document) throws MalformedDocumentException;
    }

    GrantFiles(Path directory, Reading<T> reading, Function<T, GrantId> grantId) {
        this.directory = directory;
        this.reading = reading;
        this.grantId = grantId;
    }

    /** What the directory holds, made if it is missing; files cut off by a crash are removed, damaged ones set aside. */
    List<T> load() throws IOException {
        DurableFiles.directory(directory);
        List<T> loaded = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                load(file).ifPresent(loaded::add);
            }
        }
        return loaded;
    }

    private Optional<T> load(Path file) throws IOException {
        if (file.toString().endsWith(DurableFiles.UNFINISHED)) {
            Files.delete(file);
            return Optional.empty();
        }
        Optional<T> stored = read(file).filter(whole -> file.equals(file(grantId.apply(whole))));
        if (stored.isEmpty()) {
            DamagedFiles.setAside(file);
        }
        return stored;
    }

    private Optional<T> read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            return Optional.empty();
        }
        Optional<List<Envelope>> envelopes = EnvelopeFile.decode(Files.readAllBytes(file), 2);
        try {
            return envelopes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            reading.of(envelopes.get().get(0), envelopes.get().get(1)));
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            return Optional.empty(); // whole, but not a grant and its document: set aside as damaged
        }
    }

    /** @throws IllegalArgumentException when the documents are not what they should be, or of another grant */
    T checked(GrantId id, Envelope grant, Envelope document) {
        try {
            T fresh = reading.of(grant, document);
            if (!grantId.apply(fresh).equals(id)) {
                throw new IllegalArgumentException("the documents are of another grant");
            }
            return fresh;
        } catch (MalformedDocumentException e) {
            throw new IllegalArgumentException("not a grant and a document about it", e);
        }
    }

    /**
     * Writes in place of what was there; durable when this returns.
     *
     * @throws UncheckedIOException when it cannot be written; what was there stays
     */
    void write(GrantId id, Envelope grant, Envelope document) {
        try {
            DurableFiles.replace(file(id), EnvelopeFile.encode(List.of(grant, document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the file cannot be removed; it then stays */
    void remove(GrantId id) {
        try {
            DurableFiles.remove(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(GrantId id) {
        return directory.resolve(id.hex());
    }
}
