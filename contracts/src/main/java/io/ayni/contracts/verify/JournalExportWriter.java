package io.ayni.contracts.verify;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.journal.LedgerAccount;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes a journal export line by line, holding nothing back: header, then for each shard in ascending order its entries
 * and its head, then the cached balances, then the end. A call out of that order is refused; what is written is what the
 * ledger holds, not what it should hold. Not thread-safe; the target is not flushed or closed.
 *
 * <pre>{@code
 * open ─► shard ─► entry* ─► head ─┐
 *           ▲                      │
 *           └──────────────────────┤
 *                                  └─► balance* ─► end
 * }</pre>
 */
public final class JournalExportWriter {
    private enum Phase {
        BETWEEN_SHARDS,
        IN_SHARD,
        BALANCES,
        ENDED
    }

    private final Appendable out;
    private Phase phase = Phase.BETWEEN_SHARDS;
    private int shard = -1;
    private long entries;

    private JournalExportWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Starts an export: writes the header. The target must encode as UTF-8.
     *
     * @param shards number of shards of the journal
     */
    public static JournalExportWriter open(Appendable out, int shards) throws IOException {
        out.append(ExportFormat.HEADER).append('\n');
        JournalExportWriter writer = new JournalExportWriter(out);
        writer.line(ExportFormat.SHARDS, Integer.toString(shards));
        return writer;
    }

    /**
     * Starts a shard.
     *
     * @param shard above the shard before
     */
    public void shard(int shard) throws IOException {
        require(phase == Phase.BETWEEN_SHARDS && shard > this.shard, "a shard follows the head of a lower one");
        this.shard = shard;
        phase = Phase.IN_SHARD;
        line(ExportFormat.SHARD, Integer.toString(shard));
    }

    /** An entry that no receipt caused. */
    public void entry(long number, byte[] hash, byte[] body) throws IOException {
        requireInShard();
        entries++;
        line(ExportFormat.ENTRY, Long.toString(number), hex(hash), base64(body));
    }

    /** A settlement with the documents that caused it, as they were received. */
    public void entry(long number, byte[] hash, byte[] body, Envelope grant, Envelope receipt) throws IOException {
        requireInShard();
        entries++;
        line(
                ExportFormat.ENTRY,
                Long.toString(number),
                hex(hash),
                base64(body),
                base64(grant.body()),
                base64(grant.signature()),
                grant.keyId().hex(),
                base64(receipt.body()),
                base64(receipt.signature()),
                receipt.keyId().hex());
    }

    /**
     * What the ledger stores of the entry before, beside its body: given for all entries of an export or for none.
     *
     * @param digest SHA-256 of the stored rows, 32 bytes; the text form stands in {@code docs/transparency.md}
     */
    public void rows(byte[] digest) throws IOException {
        requireInShard();
        line(ExportFormat.ROWS, hex(digest));
    }

    /**
     * Ends the shard with its head as the ledger stores it.
     *
     * @param number last entry, 0 for an empty shard
     * @param hash its chain hash, 32 zero bytes for an empty shard
     */
    public void head(long number, byte[] hash) throws IOException {
        requireInShard();
        phase = Phase.BETWEEN_SHARDS;
        line(ExportFormat.HEAD, Integer.toString(shard), Long.toString(number), hex(hash));
    }

    /** A balance as the ledger caches it; each account at most once. Accounts at zero may be left out. */
    public void balance(LedgerAccount account, long microCredits) throws IOException {
        require(phase == Phase.BETWEEN_SHARDS || phase == Phase.BALANCES, "balances follow the last shard");
        phase = Phase.BALANCES;
        line(ExportFormat.BALANCE, account.text(), Long.toString(microCredits));
    }

    /** Ends the export; an export without this line counts as truncated. */
    public void end() throws IOException {
        require(phase == Phase.BETWEEN_SHARDS || phase == Phase.BALANCES, "the end follows the last shard");
        phase = Phase.ENDED;
        line(ExportFormat.END, Long.toString(entries));
    }

    private void requireInShard() {
        require(phase == Phase.IN_SHARD, "no shard is open");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException("journal export: " + rule);
        }
    }

    private void line(String... fields) throws IOException {
        out.append(String.join(" ", fields)).append('\n');
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
