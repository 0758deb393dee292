package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Deliveries drawn from a seed, and the courses that they can take: copied, put in any order, packed into batches and
 * records of two shards, with broken records in between. A node's records are all of its own shard.
 */
final class RandomDeliveries {
    static final int SHARDS = 2;

    private static final long SETTLE_WITHIN_MS = 3_600_000;
    private static final long SETTLE_BY_MS = TestGrant.ISSUED_AT_MS + SETTLE_WITHIN_MS;
    private static final long MAX_LIMIT = 64L << 20;
    private static final List<Node> NODES = List.of(
            Node.inShard("a", 0, SHARDS),
            Node.inShard("b", 1, SHARDS),
            Node.inShard("c", 0, SHARDS),
            Node.inShard("d", 1, SHARDS));
    private static final Envelope NOISE = new Envelope(
            new byte[] {1},
            new byte[Envelope.SIGNATURE_WIDTH],
            Operator.GRANT_KEY.publicKey().id());

    private final SplittableRandom random;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<DocumentId> batchIds = new HashSet<>();

    RandomDeliveries(SplittableRandom random) {
        this.random = random;
        int grants = 2 + random.nextInt(6);
        for (int i = 0; i < grants; i++) {
            drawGrant("grant " + i);
        }
    }

    /** The set of deliveries. */
    List<Delivery> all() {
        return List.copyOf(deliveries);
    }

    /** The batches of all courses that were drawn so far. */
    Set<DocumentId> batchIds() {
        return Set.copyOf(batchIds);
    }

    /** Records of each shard, in which every delivery is at least once. */
    List<List<Arrival>> anyCourse() {
        List<Delivery> copies = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            for (int copy = random.nextInt(3); copy >= 0; copy--) {
                copies.add(delivery);
            }
        }
        shuffle(copies);
        return records(pack(copies));
    }

    private void drawGrant(String name) {
        Node payee = NODES.get(random.nextInt(NODES.size()));
        String campaign = random.nextInt(3) == 0 ? "spring" : "default";
        TestGrant grant = aGrant(name)
                .to(payee)
                .paidBy(campaign)
                .settledWithin(SETTLE_WITHIN_MS)
                .limitedTo(1 + random.nextLong(MAX_LIMIT))
                .priced(random.nextInt(5_000), random.nextInt(4) * 333)
                .payer(PayerMode.values()[Math.max(0, random.nextInt(8) - 5)]);
        boolean isGood = random.nextInt(5) > 0;
        if (!isGood) {
            spoil(grant);
        }
        Envelope envelope = grant.envelope();
        for (int receipts = 1 + random.nextInt(5); receipts > 0; receipts--) {
            drawReceipt(grant, payee, campaign, envelope, isGood);
        }
    }

    private void spoil(TestGrant grant) {
        switch (random.nextInt(5)) {
            case 0 -> grant.forgedBy(Operator.key("forger"));
            case 1 -> grant.signedBy(Operator.UNPUBLISHED_KEY);
            case 2 -> grant.signedBy(Operator.REVOKED_GRANT_KEY);
            case 3 -> grant.sealedWith(new SealingKey(new byte[SealingKey.WIDTH]));
            default -> grant.priced(10_000_001, 1);
        }
    }

    private void drawReceipt(TestGrant grant, Node payee, String campaign, Envelope envelope, boolean isGood) {
        long limit = grant.grant().maxBytes();
        long bytes =
                switch (random.nextInt(8)) {
                    case 0 -> limit;
                    case 1 -> limit + 1 + random.nextLong(MAX_LIMIT);
                    case 2 -> random.nextLong(Math.min(limit, 2_000) + 1);
                    default -> random.nextLong(limit + 1);
                };
        boolean isForged = random.nextInt(8) == 0;
        Node uploader = random.nextInt(10) == 0 ? NODES.get(random.nextInt(NODES.size())) : payee;
        deliveries.add(new Delivery(
                uploader,
                new SettlementEntry(
                        envelope, grant.receipt(bytes, isForged ? Operator.key("forger") : grant.session())),
                grant.grant(),
                payee,
                campaign,
                bytes,
                isGood && !isForged && uploader.equals(payee),
                random.nextInt(8) > 0));
    }

    private record Packed(Node node, Envelope batch, long receivedAtMs) {}

    private record Line(Node node, boolean isInTime) {}

    private List<Packed> pack(List<Delivery> copies) {
        List<Packed> packed = new ArrayList<>();
        Map<Line, List<SettlementEntry>> open = new HashMap<>();
        for (Delivery delivery : copies) {
            Line line = new Line(delivery.uploader(), delivery.isInTime());
            List<SettlementEntry> entries = open.computeIfAbsent(line, ignored -> new ArrayList<>());
            entries.add(delivery.entry());
            if (random.nextInt(3) == 0) {
                packed.add(close(line, open.remove(line)));
            }
        }
        open.entrySet().stream()
                .sorted(Comparator.comparing(rest -> rest.getKey().toString()))
                .forEach(rest -> packed.add(close(rest.getKey(), rest.getValue())));
        return packed;
    }

    private Packed close(Line line, List<SettlementEntry> entries) {
        long receivedAtMs = line.isInTime ? SETTLE_BY_MS - random.nextInt(3) : SETTLE_BY_MS + 1 + random.nextInt(3);
        Envelope batch = line.node.batch(batchIds.size() + 1, entries);
        batchIds.add(batch.id());
        return new Packed(line.node, batch, receivedAtMs);
    }

    private List<List<Arrival>> records(List<Packed> packed) {
        List<List<Arrival>> shards = List.of(new ArrayList<>(), new ArrayList<>());
        for (Packed batch : packed) {
            List<Arrival> shard = shards.get(batch.node.shard(SHARDS));
            if (random.nextInt(10) == 0) {
                shard.add(broken(shard.size(), batch.node));
            }
            for (int copy = random.nextInt(6) / 5; copy >= 0; copy--) {
                shard.add(Records.arrival(shard.size(), batch.node, batch.batch, batch.receivedAtMs));
            }
        }
        return shards;
    }

    private Arrival broken(long offset, Node node) {
        return random.nextBoolean() ? Records.unreadable(offset) : Records.arrival(offset, node, NOISE);
    }

    private void shuffle(List<Delivery> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Delivery moved = list.set(i, list.get(other));
            list.set(other, moved);
        }
    }
}
