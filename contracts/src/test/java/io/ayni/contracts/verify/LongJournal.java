package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.GRANT_KEY;
import static io.ayni.contracts.verify.SampleJournal.ISSUED;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The export of a journal of any length, written while it is read: one shard in which a settlement is made, its lot released
 * and eighteen fundings posted, again and again, {@link #DAY_SETTLEMENTS} settlements to the day.
 */
final class LongJournal extends Reader {
    static final long DAY_SETTLEMENTS = 250;
    static final int ROUND_ENTRIES = 20;
    static final OperatorKeys KEYS =
            new OperatorKeys(List.of(new PublishedKey(KeyPurpose.GRANT, GRANT_KEY.publicKey(), 0, Long.MAX_VALUE)));

    private static final long PACE_MS = 24 * Grant.WINDOW_MS / DAY_SETTLEMENTS;
    private static final long BYTES = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private final JournalExportWriter writer;
    private final long rounds;
    private byte[] chain = JournalEntry.GENESIS;
    private long round;
    private long number;
    private int read;
    private boolean ended;

    LongJournal(long rounds) throws IOException {
        this.rounds = rounds;
        this.writer = JournalExportWriter.open(text, 1);
        writer.shard(0);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (read == text.length()) {
            text.setLength(0);
            read = 0;
            writeMore();
        }
        int count = Math.min(length, text.length() - read);
        text.getChars(read, read + count, buffer, offset);
        read += count;
        return count == 0 ? -1 : count;
    }

    private void writeMore() throws IOException {
        if (round < rounds) {
            writeRound(ISSUED + round * PACE_MS);
            round++;
        } else if (!ended) {
            ended = true;
            writer.head(number, chain);
            writeBalances();
            writer.end();
        }
    }

    private void writeRound(long nowMs) throws IOException {
        for (int i = 0; i < ROUND_ENTRIES - 2; i++) {
            EntryCause funding = new EntryCause.Funding("default", 0, round * ROUND_ENTRIES + i + 1);
            write(nowMs, funding, payment(new LedgerAccount.Funding("default"), pool(0), 1000), Optional.empty());
        }
        Grant grant = grant(nowMs);
        Evidence evidence = SampleJournal.evidence(grant, BYTES);
        EntryCause settlement = new EntryCause.Settlement(
                grant.grantId(),
                0,
                BYTES,
                evidence.grant().id(),
                evidence.receipt().id(),
                0,
                Optional.empty(),
                nowMs + 1);
        write(nowMs, settlement, payment(pool(0), ALICE, 1000), Optional.of(evidence));
        Lot lot = new Lot(0, ALICE.account(), "default", GRANT_KEY.publicKey().id(), nowMs + 1);
        write(nowMs + 2, new EntryCause.Release(lot), payment(ALICE, lot.posted(), 1000), Optional.empty());
    }

    private Grant grant(long issuedAtMs) {
        Grant sample = SampleJournal.grant(1, 16 * BYTES, issuedAtMs);
        byte[] name = ByteBuffer.allocate(GrantId.WIDTH).putLong(round).array();
        return new Grant(
                new GrantId(name),
                sample.keyId(),
                sample.issuedAtMs(),
                sample.expiresAtMs(),
                sample.settleByMs(),
                sample.window(),
                sample.uploaderId(),
                sample.sessionKey(),
                sample.contentId(),
                sample.maxBytes(),
                sample.priceMicroCreditsPerMib(),
                sample.payerMode(),
                sample.weightPerMille(),
                sample.sealed());
    }

    private void write(long nowMs, EntryCause cause, List<Posting> legs, Optional<Evidence> evidence)
            throws IOException {
        byte[] body = new JournalEntry(0, ++number, nowMs, cause, legs).encode();
        chain = JournalEntry.link(0, number, chain, body);
        if (evidence.isPresent()) {
            writer.entry(
                    number, chain, body, evidence.get().grant(), evidence.get().receipt());
        } else {
            writer.entry(number, chain, body);
        }
    }

    private void writeBalances() throws IOException {
        long funded = rounds * (ROUND_ENTRIES - 2) * 1000;
        writer.balance(new LedgerAccount.Funding("default"), -funded);
        writer.balance(pool(0), funded - rounds * 1000);
        writer.balance(new LedgerAccount.Owner(ALICE.account()), rounds * 1000);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
