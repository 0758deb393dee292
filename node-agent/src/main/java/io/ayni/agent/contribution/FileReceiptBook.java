package io.ayni.agent.contribution;

import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

    private final GrantFiles<StoredReceipt> files;
    private final ConcurrentHashMap<GrantId, StoredReceipt> receipts = new ConcurrentHashMap<>();

    private FileReceiptBook(Path directory) {
        this.files = new GrantFiles<>(directory, StoredReceipt::of, StoredReceipt::grantId);
    }

    /** Reads what a directory holds; files cut off by a crash are removed, damaged ones set aside. */
    public static FileReceiptBook open(Path directory) throws IOException {
        FileReceiptBook book = new FileReceiptBook(directory);
        book.files.load().forEach(stored -> book.receipts.put(stored.grantId(), stored));
        return book;
    }

    /** {@inheritDoc} A receipt that is not newer than the one held changes nothing. */
    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope receipt) {
        StoredReceipt fresh = files.checked(grantId, grant, receipt);
        if (receipts.size() >= MAX_RECEIPTS && !receipts.containsKey(grantId)) {
            throw new UncheckedIOException(new IOException("too many unsettled receipts"));
        }
        receipts.compute(
                grantId, (id, held) -> held != null && held.sequence() >= fresh.sequence() ? held : stored(fresh));
    }

    private StoredReceipt stored(StoredReceipt receipt) {
        files.write(receipt.grantId(), receipt.grantEnvelope(), receipt.receiptEnvelope());
        return receipt;
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
            files.remove(grantId);
            return null;
        });
    }
}
