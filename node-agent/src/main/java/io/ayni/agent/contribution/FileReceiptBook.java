package io.ayni.agent.contribution;

import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The receipts that this node has not settled, one file per grant, named by the grant id. Safe for all threads.
 *
 * <p>At most {@value #MAX_RECEIPTS} grants are held; at the bound {@link #keep} fails for further ones, so that peers are
 * not served on credit that could not be settled.
 */
public final class FileReceiptBook implements ReceiptBook {
    /** Most grants with an unsettled receipt. */
    public static final int MAX_RECEIPTS = 65_536;

    private static final int MAX_FILE_BYTES = 4096;

    private final Path directory;
    private final ConcurrentHashMap<GrantId, StoredReceipt> receipts = new ConcurrentHashMap<>();

    private FileReceiptBook(Path directory) {
        this.directory = directory;
    }

    /** Reads what a directory holds; files cut off by a crash are removed, damaged ones set aside. */
    public static FileReceiptBook open(Path directory) throws IOException {
        DurableFiles.directory(directory);
        FileReceiptBook book = new FileReceiptBook(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                book.load(file);
            }
        }
        return book;
    }

    private void load(Path file) throws IOException {
        if (file.toString().endsWith(DurableFiles.UNFINISHED)) {
            Files.delete(file);
            return;
        }
        Optional<StoredReceipt> stored = read(file);
        if (stored.isEmpty() || !file.equals(file(stored.get().grantId()))) {
            DamagedFiles.setAside(file);
        } else {
            receipts.put(stored.get().grantId(), stored.get());
        }
    }

    private static Optional<StoredReceipt> read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            return Optional.empty();
        }
        Optional<List<Envelope>> envelopes = EnvelopeFile.decode(Files.readAllBytes(file), 2);
        try {
            return envelopes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(StoredReceipt.of(
                            envelopes.get().get(0), envelopes.get().get(1)));
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            return Optional.empty(); // whole, but not a grant and its receipt: set aside as damaged
        }
    }

    /** {@inheritDoc} A receipt that is not newer than the one held changes nothing. */
    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope receipt) {
        StoredReceipt fresh = checked(grantId, grant, receipt);
        if (receipts.size() >= MAX_RECEIPTS && !receipts.containsKey(grantId)) {
            throw new UncheckedIOException(new IOException("too many unsettled receipts"));
        }
        receipts.compute(
                grantId, (id, held) -> held != null && held.sequence() >= fresh.sequence() ? held : stored(fresh));
    }

    private static StoredReceipt checked(GrantId grantId, Envelope grant, Envelope receipt) {
        try {
            StoredReceipt fresh = StoredReceipt.of(grant, receipt);
            if (!fresh.grantId().equals(grantId)) {
                throw new IllegalArgumentException("the documents are of another grant");
            }
            return fresh;
        } catch (MalformedDocumentException e) {
            throw new IllegalArgumentException("not a grant and its receipt", e);
        }
    }

    private StoredReceipt stored(StoredReceipt receipt) {
        try {
            List<Envelope> documents = List.of(receipt.grantEnvelope(), receipt.receiptEnvelope());
            DurableFiles.replace(file(receipt.grantId()), EnvelopeFile.encode(documents));
            return receipt;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All receipts held, those that must be settled first in front. */
    public List<StoredReceipt> all() {
        return receipts.values().stream()
                .sorted(Comparator.comparingLong(StoredReceipt::settleByMs).thenComparing(StoredReceipt::grantId))
                .toList();
    }

    /** How many receipts are held. */
    public int size() {
        return receipts.size();
    }

    /**
     * Removes the receipt of a grant if it is still this one; a newer one stays.
     *
     * @throws UncheckedIOException when the file cannot be removed; the receipt then stays
     */
    public void remove(GrantId grantId, DocumentId receiptId) {
        receipts.computeIfPresent(grantId, (id, held) -> {
            if (!held.receiptEnvelope().id().equals(receiptId)) {
                return held;
            }
            try {
                DurableFiles.remove(file(grantId));
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Path file(GrantId grantId) {
        return directory.resolve(grantId.hex());
    }
}
