package io.ayni.agent.contribution;

import io.ayni.agent.home.DurableFiles;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Batches without an ack, one file each, and the settlement state. A batch is on disk before it is handed in, and the
 * state that counts its ack is on disk before the batch goes; so after a crash at any moment the identical batch is handed
 * in again, and no ack counts twice. Not thread-safe; its owner guards it.
 */
public final class BatchStore {
    private static final String ENDING = ".batch";
    private static final String STATE = "state";
    private static final int MAX_FILE_BYTES = 512 * 1024;

    private final Path directory;
    private final TreeMap<Long, SignedBatch> undecided = new TreeMap<>();
    private SettlementState state = SettlementState.EMPTY;

    private BatchStore(Path directory) {
        this.directory = directory;
    }

    /** Reads what a directory holds; files cut off by a crash are removed, damaged ones set aside. */
    public static BatchStore open(Path directory) throws IOException {
        DurableFiles.directory(directory);
        BatchStore store = new BatchStore(directory);
        store.loadState();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                store.load(file);
            }
        }
        if (!store.undecided.isEmpty() && store.undecided.lastKey() > store.state.lastSequence()) {
            store.state = store.state.withLast(store.undecided.lastEntry().getValue());
        }
        return store;
    }

    private void loadState() throws IOException {
        Path file = directory.resolve(STATE);
        try {
            state = StateFile.parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            state = SettlementState.EMPTY;
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            DamagedFiles.setAside(file);
        }
    }

    private void load(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(DurableFiles.UNFINISHED)) {
            Files.delete(file);
            return;
        }
        if (!name.endsWith(ENDING)) {
            return;
        }
        Optional<SignedBatch> batch = read(file);
        if (batch.isEmpty() || !file.equals(file(batch.get()))) {
            DamagedFiles.setAside(file);
        } else if (state.decided().contains(batch.get().id())) {
            DurableFiles.remove(file);
        } else {
            undecided.put(batch.get().batch().sequence(), batch.get());
        }
    }

    private static Optional<SignedBatch> read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            return Optional.empty();
        }
        Optional<List<Envelope>> envelopes = EnvelopeFile.decode(Files.readAllBytes(file), 1);
        try {
            return envelopes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(SignedBatch.of(envelopes.get().getFirst()));
        } catch (MalformedDocumentException e) {
            return Optional.empty(); // whole, but not a batch: set aside as damaged
        }
    }

    /** Batches without an ack, oldest first; a view. */
    public Collection<SignedBatch> undecided() {
        return undecided.values();
    }

    /** The undecided batch of this id. */
    public Optional<SignedBatch> undecided(DocumentId id) {
        return undecided.values().stream()
                .filter(batch -> batch.id().equals(id))
                .findFirst();
    }

    /** The state, with the chain's newest batch. */
    public SettlementState state() {
        return state;
    }

    /** Keeps the next batch of the chain; it is durable when this returns. */
    public void append(SignedBatch batch) throws IOException {
        DurableFiles.replace(file(batch), EnvelopeFile.encode(List.of(batch.envelope())));
        undecided.put(batch.batch().sequence(), batch);
        state = state.withLast(batch);
    }

    /** Keeps the state in which the batch is decided, then lets the batch go. */
    public void decide(SignedBatch batch, SettlementState after) throws IOException {
        DurableFiles.replace(directory.resolve(STATE), StateFile.format(after).getBytes(StandardCharsets.US_ASCII));
        state = after;
        undecided.remove(batch.batch().sequence());
        DurableFiles.remove(file(batch));
    }

    /** Puts a batch that the ledger will never take out of the way, for a person to look at. */
    public void refuse(SignedBatch batch) throws IOException {
        DurableFiles.replace(directory.resolve(STATE), StateFile.format(state).getBytes(StandardCharsets.US_ASCII));
        undecided.remove(batch.batch().sequence());
        DamagedFiles.setAside(file(batch));
    }

    private Path file(SignedBatch batch) {
        return directory.resolve(
                String.format(Locale.ROOT, "%019d%s", batch.batch().sequence(), ENDING));
    }
}
