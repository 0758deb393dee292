package io.ayni.contracts.verify;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.LogOrigin;
import io.ayni.contracts.transparency.TreeFrontier;
import io.ayni.contracts.transparency.TreeHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A journal being written for a test, soundly or not: the chain always links, the balances always fold. */
final class SampleJournal {
    static final long ISSUED = 500_000 * Grant.WINDOW_MS;
    static final long MIB = 1 << 20;
    static final Ed25519PrivateKey GRANT_KEY = key("grant");
    static final Ed25519PrivateKey SESSION_KEY = key("session");
    static final int SHARDS = 4;
    /** End of the lots that settlements go into. */
    static final long LOT = ISSUED + 2000;

    static final LedgerAccount.Pending ALICE = new LedgerAccount.Pending(AccountId.ofName("alice"));
    static final LedgerAccount.Pending BOB = new LedgerAccount.Pending(AccountId.ofName("bob"));
    static final Ed25519PrivateKey LEDGER_KEY = key("ledger");
    static final Ed25519PrivateKey CHECKPOINT_KEY = key("checkpoint");
    static final OperatorKeys KEYS = new OperatorKeys(List.of(
            new PublishedKey(KeyPurpose.GRANT, GRANT_KEY.publicKey(), ISSUED, ISSUED + Grant.WINDOW_MS),
            new PublishedKey(KeyPurpose.LEDGER, LEDGER_KEY.publicKey(), ISSUED, ISSUED + Grant.WINDOW_MS),
            new PublishedKey(KeyPurpose.CHECKPOINT, CHECKPOINT_KEY.publicKey(), 0, Long.MAX_VALUE)));

    /** An entry as stored. */
    record Row(byte[] body, Optional<Evidence> evidence) {}

    private final SortedMap<Integer, List<Row>> shards = new TreeMap<>();
    private final SortedMap<String, Long> balances = new TreeMap<>();
    private long clockMs = ISSUED + 1000;

    /** Two shards, two owners, three grants, one of them settled twice, one entry worth nothing. */
    static SampleJournal sound() {
        SampleJournal journal = new SampleJournal();
        journal.fund(0, 1, 50_000).settle(0, grant(1), ALICE, 0, 4 * MIB).settle(0, grant(2), BOB, 0, MIB);
        journal.settle(0, grant(1), ALICE, 4 * MIB, 8 * MIB);
        journal.fund(3, 1, 9_000).settle(3, grant(103), ALICE, 0, 100).settle(3, grant(103), ALICE, 100, 2 * MIB);
        return journal;
    }

    /** Sets the clock that stamps what is added from here on. */
    SampleJournal at(long timeMs) {
        clockMs = timeMs;
        return this;
    }

    static LedgerAccount pool(int shard) {
        return new LedgerAccount.Pool("default", shard);
    }

    /** A grant of 16 MiB at 1,000 micro-credits per MiB. */
    static Grant grant(int id) {
        return grant(id, 16 * MIB, ISSUED);
    }

    static Grant grant(int id, long maxBytes, long issuedAtMs) {
        byte[] name = new byte[GrantId.WIDTH];
        name[0] = (byte) id;
        byte[] uploader = new byte[NodeId.WIDTH];
        uploader[3] = (byte) (id >= 100 ? id % 100 : 0); // an id of 100 and more says in which shard it is settled
        return new Grant(
                new GrantId(name),
                GRANT_KEY.publicKey().id(),
                issuedAtMs,
                issuedAtMs + Grant.MAX_TRANSFER_MS,
                issuedAtMs + Grant.MAX_SETTLE_MS,
                issuedAtMs / Grant.WINDOW_MS,
                new NodeId(uploader),
                SESSION_KEY.publicKey().bytes(),
                new ContentId(new byte[ContentId.WIDTH]),
                maxBytes,
                1000,
                PayerMode.CAMPAIGN_POOL,
                Grant.FULL_WEIGHT,
                new byte[0]);
    }

    static Receipt receipt(Grant grant, long bytes) {
        return new Receipt(grant.grantId(), 1, bytes, 1, new byte[32], new DocumentId(new byte[32]), 0);
    }

    static Evidence evidence(Grant grant, long bytes) {
        return new Evidence(Envelope.sign(grant, GRANT_KEY), Envelope.sign(receipt(grant, bytes), SESSION_KEY));
    }

    SampleJournal fund(int shard, long sequence, long amount) {
        List<Posting> legs = List.of(
                new Posting(new LedgerAccount.Funding("default"), Side.DEBIT, amount),
                new Posting(pool(shard), Side.CREDIT, amount));
        return add(shard, new EntryCause.Funding("default", shard, sequence), legs, Optional.empty());
    }

    /** A settlement paid as it is due. */
    SampleJournal settle(int shard, Grant grant, LedgerAccount owner, long from, long to) {
        long due = grant.amountFor(to) - grant.amountFor(from);
        List<Posting> legs = due == 0 ? List.of() : payment(pool(shard), owner, due);
        return settle(shard, evidence(grant, to), grant.grantId(), from, to, legs);
    }

    SampleJournal settle(int shard, Evidence evidence, GrantId grantId, long from, long to, List<Posting> legs) {
        EntryCause cause = new EntryCause.Settlement(
                grantId,
                from,
                to,
                evidence.grant().id(),
                evidence.receipt().id(),
                0,
                Optional.empty(),
                legs.isEmpty() ? 0 : LOT);
        return add(shard, cause, legs, Optional.of(evidence));
    }

    /** A settlement of which a cap took a part. */
    SampleJournal settleCapped(
            int shard, Grant grant, long to, long withheld, EarningCap cap, List<Posting> legs, long lotUntilMs) {
        Evidence evidence = evidence(grant, to);
        EntryCause cause = new EntryCause.Settlement(
                grant.grantId(),
                0,
                to,
                evidence.grant().id(),
                evidence.receipt().id(),
                withheld,
                Optional.of(cap),
                lotUntilMs);
        return add(shard, cause, legs, Optional.of(evidence));
    }

    /** The lot that settlements of this shard for this owner go into. */
    static Lot lot(int shard, LedgerAccount.Pending owner) {
        return new Lot(shard, owner.account(), "default", GRANT_KEY.publicKey().id(), LOT);
    }

    /** Something that carries no documents. */
    SampleJournal add(int shard, EntryCause cause, List<Posting> legs) {
        return add(shard, cause, legs, Optional.empty());
    }

    static List<Posting> payment(LedgerAccount from, LedgerAccount to, long amount) {
        return List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount));
    }

    SampleJournal add(int shard, EntryCause cause, List<Posting> legs, Optional<Evidence> evidence) {
        legs.forEach(leg -> balances.merge(leg.account().text(), leg.signedAmount(), Math::addExact));
        JournalEntry entry = new JournalEntry(shard, nextNumber(shard), clockMs, cause, legs);
        return addBody(shard, entry.encode(), evidence);
    }

    /** Any bytes, linked into the chain like an entry. */
    SampleJournal addBody(int shard, byte[] body, Optional<Evidence> evidence) {
        shards.computeIfAbsent(shard, _ -> new ArrayList<>()).add(new Row(body, evidence));
        return this;
    }

    long nextNumber(int shard) {
        return shards.getOrDefault(shard, List.of()).size() + 1L;
    }

    /** The entries of a shard in order. */
    List<Row> rows(int shard) {
        return List.copyOf(shards.getOrDefault(shard, List.of()));
    }

    /** Root over the first entries of a shard. */
    TreeHash root(int shard, int size) {
        TreeFrontier tree = new TreeFrontier();
        rows(shard).subList(0, size).forEach(row -> tree.append(TreeHash.ofLeaf(row.body())));
        return tree.root();
    }

    /** A checkpoint over the first entries of a shard. */
    Checkpoint checkpoint(int shard, int size) {
        return new Checkpoint(new LogOrigin("ayni-test", shard), size, root(shard, size));
    }

    /** The export as its lines, without line feeds. */
    List<String> lines() {
        return new ArrayList<>(Arrays.asList(export().split("\n")));
    }

    /** The export. */
    String export() {
        StringBuilder out = new StringBuilder();
        try {
            JournalExportWriter writer = JournalExportWriter.open(out, SHARDS);
            for (var shard : shards.entrySet()) {
                write(writer, shard.getKey(), shard.getValue());
            }
            for (var balance : balances.entrySet()) {
                writer.balance(LedgerAccount.parse(balance.getKey()).orElseThrow(), balance.getValue());
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JournalExportWriter writer, int shard, List<Row> rows) throws IOException {
        writer.shard(shard);
        byte[] chain = JournalEntry.GENESIS;
        long number = 0;
        for (Row row : rows) {
            chain = JournalEntry.link(shard, ++number, chain, row.body());
            if (row.evidence().isPresent()) {
                Evidence evidence = row.evidence().get();
                writer.entry(number, chain, row.body(), evidence.grant(), evidence.receipt());
            } else {
                writer.entry(number, chain, row.body());
            }
        }
        writer.head(number, chain);
    }

    static Ed25519PrivateKey key(String name) {
        return new Ed25519PrivateKey(Digests.sha256(name.getBytes(StandardCharsets.US_ASCII)));
    }
}
