package io.ayni.ledger.invariants;

import static io.ayni.ledger.fixture.TestGrant.aGrant;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.RawRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that is handed in, drawn from a seed: the records of each shard, with receipts in any order and any number of
 * copies, forged ones, late ones and records that are none; and what all of it comes to, worked out the simplest way.
 */
final class Papers {
    static final int SHARDS = 4;
    static final List<AccountId> OWNERS = List.of(
            AccountId.ofName("ann"), AccountId.ofName("ben"), AccountId.ofName("cleo"), AccountId.ofName("dan"));

    private static final int GRANTS = 96;
    private static final int RECEIPTS = 3;
    private static final int MAX_COPIES = 3;
    private static final int MAX_ENTRIES = 4;
    private static final long MIB = 1L << 20;
    private static final long LATE_MS = 4_000_000;
    private static final BigInteger DIVISOR = BigInteger.valueOf(MIB).multiply(BigInteger.valueOf(1000));

    private record Paper(Node node, SettlementEntry entry) {}

    private record Best(Node node, Grant grant, long bytes, SettlementEntry entry) {}

    private final SplittableRandom random;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<GrantId, Best> best = new TreeMap<>();
    private final List<Paper> papers = new ArrayList<>();
    private final List<List<Arrival>> records = new ArrayList<>();
    private long batches;

    Papers(SplittableRandom random) {
        this.random = random;
        for (int shard = 0; shard < SHARDS; shard++) {
            records.add(new ArrayList<>());
            for (int owner = 0; owner < 2; owner++) {
                Node inShard = Node.inShard("busy-" + owner, shard, SHARDS);
                nodes.add(new Node(inShard.key(), OWNERS.get((shard + owner) % OWNERS.size())));
            }
        }
        for (int i = 0; i < GRANTS; i++) {
            drawGrant("busy " + i);
        }
        shuffle();
        pack();
    }

    private void drawGrant(String name) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        TestGrant grant = aGrant(name)
                .to(node)
                .from(AccountId.ofName("downloader-" + random.nextInt(3)))
                .behind(random.nextInt(3))
                .forContent("item " + random.nextInt(3))
                .limitedTo(1 + random.nextLong(64 * MIB))
                .priced(1 + random.nextInt(3_000), 1 + random.nextInt(1_000));
        Envelope envelope = grant.envelope();
        long limit = grant.grant().maxBytes();
        for (int i = 0; i < RECEIPTS; i++) {
            long bytes = 1 + random.nextLong(limit);
            SettlementEntry entry = new SettlementEntry(envelope, grant.receipt(bytes));
            Best drawn = new Best(node, grant.grant(), bytes, entry);
            best.merge(grant.id(), drawn, (one, other) -> one.bytes() >= other.bytes() ? one : other);
            copies(node, entry);
        }
        if (random.nextInt(4) == 0) {
            copies(node, new SettlementEntry(envelope, grant.receipt(limit + 1)));
            copies(node, new SettlementEntry(envelope, grant.receipt(limit, Operator.key("forger"))));
        }
    }

    private void copies(Node node, SettlementEntry entry) {
        for (int copy = random.nextInt(MAX_COPIES); copy >= 0; copy--) {
            papers.add(new Paper(node, entry));
        }
    }

    private void shuffle() {
        for (int i = papers.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Paper moved = papers.set(i, papers.get(other));
            papers.set(other, moved);
        }
    }

    private void pack() {
        Map<Node, List<SettlementEntry>> open = new HashMap<>();
        for (Paper paper : papers) {
            List<SettlementEntry> entries = open.computeIfAbsent(paper.node(), node -> new ArrayList<>());
            entries.add(paper.entry());
            if (entries.size() == MAX_ENTRIES || random.nextInt(3) == 0) {
                append(paper.node(), open.remove(paper.node()));
            }
        }
        nodes.stream().filter(open::containsKey).forEach(node -> append(node, open.get(node)));
    }

    private void append(Node node, List<SettlementEntry> entries) {
        List<Arrival> shard = records.get(node.shard(SHARDS));
        if (random.nextInt(10) == 0) {
            shard.add(new Arrival(new RawRecord(shard.size(), new byte[] {7}, new byte[] {8}), Optional.empty(), 0));
        }
        Envelope batch = node.batch(++batches, entries);
        long lateMs = random.nextInt(8) == 0 ? LATE_MS : 0;
        for (int copy = random.nextInt(5) / 4; copy >= 0; copy--) {
            append(node, batch, TestGrant.SETTLED_AT_MS + lateMs);
        }
    }

    private void append(Node node, Envelope batch, long receivedAtMs) {
        List<Arrival> shard = records.get(node.shard(SHARDS));
        RawRecord raw = new RawRecord(shard.size(), node.id().bytes(), batch.body());
        shard.add(new Arrival(raw, Optional.of(batch), receivedAtMs));
    }

    /** Hands in the best receipt of every grant once more, in time. */
    void appendBest() {
        for (Best last : best.values()) {
            append(last.node(), last.node().batch(++batches, last.entry()), TestGrant.SETTLED_AT_MS);
        }
    }

    /** Records of a shard. */
    List<Arrival> records(int shard) {
        return records.get(shard);
    }

    /** Batches of a shard's first records. */
    Set<DocumentId> batches(int shard, long firstRecords) {
        return records.get(shard).stream()
                .limit(firstRecords)
                .flatMap(record -> record.batch().stream())
                .map(Envelope::id)
                .collect(Collectors.toSet());
    }

    /** How many of a shard's first records are none. */
    long broken(int shard, long firstRecords) {
        return records.get(shard).stream()
                .limit(firstRecords)
                .filter(record -> record.batch().isEmpty())
                .count();
    }

    /** The model: settled bytes of each grant. */
    Map<GrantId, Long> marks() {
        Map<GrantId, Long> marks = new TreeMap<>();
        best.forEach((grant, last) -> marks.put(grant, last.bytes()));
        return marks;
    }

    /** The model: what the settled bytes of each grant are worth. */
    Map<GrantId, Long> due() {
        Map<GrantId, Long> due = new TreeMap<>();
        best.forEach((grant, last) -> due.put(grant, worth(last)));
        return due;
    }

    /** The model: what an owner's grants are worth. */
    long due(AccountId owner) {
        return best.values().stream()
                .filter(last -> last.node().account().equals(owner))
                .mapToLong(Papers::worth)
                .sum();
    }

    /** The model: what each node gave. */
    Map<String, Long> given() {
        Map<String, Long> given = new TreeMap<>();
        best.values().forEach(last -> given.merge(last.node().id().hex(), last.bytes(), Long::sum));
        return given;
    }

    private static long worth(Best last) {
        return BigInteger.valueOf(last.bytes())
                .multiply(BigInteger.valueOf(last.grant().priceMicroCreditsPerMib()))
                .multiply(BigInteger.valueOf(last.grant().weightPerMille()))
                .divide(DIVISOR)
                .longValueExact();
    }
}
