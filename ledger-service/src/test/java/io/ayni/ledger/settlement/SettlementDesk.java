package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A ledger in memory, of one shard unless said otherwise, at which batches are settled one after the other by the real rules. */
final class SettlementDesk {
    static final long DECIDED_AT_MS = TestGrant.SETTLED_AT_MS + 500;
    /** Takes nothing. */
    static final CapPolicy UNCAPPED = new CapPolicy(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

    static final SettlementRules RULES = rules(UNCAPPED);

    final InMemoryLedger ledger;
    private final int shards;
    private final SettlementRules rules;
    private long nowMs = DECIDED_AT_MS;
    private long fundings;
    private long batches;

    /** A desk of one shard without caps. */
    SettlementDesk() {
        this(UNCAPPED);
    }

    /** A desk of one shard under caps. */
    SettlementDesk(CapPolicy caps) {
        this(caps, 1);
    }

    SettlementDesk(CapPolicy caps, int shards) {
        this(caps, InMemoryLedger.PENDING, shards, () -> Operator.KEYS);
    }

    /**
     * A desk.
     *
     * @param keys as published when something is decided or released; documents are proven by those of {@link Operator}
     */
    SettlementDesk(CapPolicy caps, PendingPolicy pending, int shards, Supplier<OperatorKeys> keys) {
        this.ledger = new InMemoryLedger(shards, pending, keys);
        this.shards = shards;
        EntryRules entryRules = new EntryRules(keys, Operator.SEALING_KEY);
        this.rules = new SettlementRules(entryRules, new CapRules(caps), pending);
    }

    static SettlementRules rules(CapPolicy caps) {
        return new SettlementRules(Records.ENTRY_RULES, new CapRules(caps), InMemoryLedger.PENDING);
    }

    /** A desk whose default campaign can pay more than the tests ask for. */
    static SettlementDesk withFullPool() {
        return new SettlementDesk().fund("default", 1_000_000_000_000L);
    }

    SettlementDesk fund(String campaign, long microCredits) {
        ledger.fund(new CampaignFunding(campaign, ++fundings, microCredits));
        return this;
    }

    /** Sets the clock. */
    SettlementDesk at(long timeMs) {
        nowMs = timeMs;
        return this;
    }

    /** Settles one batch that came in good time, in the node's shard; one result per entry. */
    List<SettlementResult> settle(Node node, SettlementEntry... entries) {
        int shard = node.shard(shards);
        return settle(shard, Records.proven(ledger.nextOffset(shard), node, node.batch(++batches, entries)));
    }

    /** Settles one batch that holds one entry. */
    SettlementResult settleOne(Node node, SettlementEntry entry) {
        return settle(node, entry).getFirst();
    }

    List<SettlementResult> settle(JudgedRecord record) {
        return settle(0, record);
    }

    private List<SettlementResult> settle(int shard, JudgedRecord record) {
        Decided decided = (Decided) decide(shard, List.of(record));
        return decided.decision().acks().getFirst().ack().results();
    }

    /** Decides about records of the first shard and writes the decision. */
    SettlementVerdict decide(JudgedRecord... records) {
        return decide(0, List.of(records));
    }

    private SettlementVerdict decide(int shard, List<JudgedRecord> records) {
        return ledger.settle(StateNeeds.of(shard, records), state -> rules.decide(state, records, nowMs));
    }

    /** The ack as it was signed. */
    Ack ack(Envelope batch) throws MalformedDocumentException {
        return Ack.decode(
                ledger.find(Set.of(batch.id())).get(batch.id()).envelope().body());
    }
}
