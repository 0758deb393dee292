package io.ayni.ledger.settlement.postgres;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.StoredLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Caps hold at every instant for all shards and processes together (I14), on a real PostgreSQL. */
class SharedCapsIT {
    private static final int SHARDS = 4;
    private static final int BATCHES = 12;
    private static final long MIB = 1L << 20;
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final LedgerDatabase database = LedgerDatabase.bare();

    @Test
    void nodesOfOneAccountThatSettleInAllShardsAtOnceNeverEarnMoreThanItsCap() throws Exception {
        // Given: each of four nodes is worth 12 × 2 × 3,000, the account may earn 100,001
        List<Node> nodes = nodesOf(AccountId.ofName("capped-owner"));
        CapPolicy caps = new CapPolicy(NO_LIMIT, NO_LIMIT, 100_001, Integer.MAX_VALUE);

        // When
        long paid = settleAtOnce(caps, nodes);

        // Then
        assertThat(paid).isEqualTo(100_001);
        assertThat(database.number("select sum(amount) from ledger.balance where account like 'pending:%'"))
                .isEqualTo(100_001);
        assertThat(database.number("select used from ledger.cap_use where cap = 3"))
                .isEqualTo(100_001);
    }

    @Test
    void accountsBehindOnePrefixNeverEarnMoreThanItsCap() throws Exception {
        // Given: four owners, each with caps of its own far above
        List<Node> nodes = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            nodes.add(Node.inShard("prefix", shard, SHARDS));
        }
        CapPolicy caps = new CapPolicy(NO_LIMIT, 100_001, NO_LIMIT, Integer.MAX_VALUE);

        // When
        long paid = settleAtOnce(caps, nodes);

        // Then
        assertThat(paid).isEqualTo(100_001);
        assertThat(database.number("select used from ledger.cap_use where cap = 2"))
                .isEqualTo(100_001);
    }

    /** Two processes, each settling in two shards, all at the same time; answers what the acks say was paid. */
    private long settleAtOnce(CapPolicy caps, List<Node> nodes) throws Exception {
        StoredLedger first = ledger(caps).begin(SHARDS * 10_000_000L);
        StoredLedger second = ledger(caps);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            StoredLedger ledger = i % 2 == 0 ? first : second;
            Node node = nodes.get(i);
            tasks.add(() -> settle(ledger, node));
        }
        long paid = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Long> sum : threads.invokeAll(tasks)) {
                paid += sum.get();
            }
        }
        assertThat(first.verified().paidMicroCredits()).isEqualTo(paid);
        assertThat(first.verified().withheldMicroCredits()).isEqualTo(SHARDS * BATCHES * 2 * 3_000 - paid);
        assertThat(first.troubles() + second.troubles())
                .as("counters are locked in one order, so nobody is a victim of a deadlock")
                .isZero();
        return paid;
    }

    private StoredLedger ledger(CapPolicy caps) {
        return new StoredLedger(database, SHARDS, caps, InMemoryLedger.PENDING);
    }

    /** Settles batches of two grants, for two downloaders and items, one after the other. */
    private static long settle(StoredLedger ledger, Node node) {
        long paid = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            SettlementEntry[] entries = {entry(node, batch, 0), entry(node, batch, 1)};
            paid += ledger.settle(node, entries).stream()
                    .mapToLong(SettlementResult::amountMicroCredits)
                    .sum();
        }
        return paid;
    }

    private static SettlementEntry entry(Node node, int batch, int side) {
        int turned = (side + batch) % 2; // opposite orders in the batches
        return aGrant("caps " + node.id() + " " + batch + " " + side)
                .to(node)
                .from(AccountId.ofName("downloader-" + turned))
                .forContent("item " + turned)
                .settling(3 * MIB);
    }

    private static List<Node> nodesOf(AccountId owner) {
        List<Node> nodes = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            nodes.add(new Node(Node.inShard("account", shard, SHARDS).key(), owner));
        }
        return nodes;
    }
}
