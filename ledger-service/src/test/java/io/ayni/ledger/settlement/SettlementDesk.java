package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.util.List;
import java.util.Set;

/** Shard 0 of a ledger in memory, at which batches are settled one after the other by the real rules. */
final class SettlementDesk {
    static final long DECIDED_AT_MS = TestGrant.SETTLED_AT_MS + 500;
    /** Takes nothing. */
    static final CapPolicy UNCAPPED = new CapPolicy(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

    static final SettlementRules RULES = rules(UNCAPPED);

    final InMemoryLedger ledger = new InMemoryLedger(1);
    private final SettlementRules rules;
    private long fundings;
    private long batches;

    SettlementDesk() {
        this(UNCAPPED);
    }

    /** A desk under caps. */
    SettlementDesk(CapPolicy caps) {
        this.rules = rules(caps);
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

    /** Settles one batch that came in good time; one result per entry. */
    List<SettlementResult> settle(Node node, SettlementEntry... entries) {
        return settle(Records.proven(ledger.nextOffset(0), node, node.batch(++batches, entries)));
    }

    /** Settles one batch that holds one entry. */
    SettlementResult settleOne(Node node, SettlementEntry entry) {
        return settle(node, entry).getFirst();
    }

    List<SettlementResult> settle(JudgedRecord record) {
        Decided decided = (Decided) decide(record);
        return decided.decision().acks().getFirst().ack().results();
    }

    /** Decides about records and writes the decision. */
    SettlementVerdict decide(JudgedRecord... records) {
        List<JudgedRecord> all = List.of(records);
        return ledger.settle(StateNeeds.of(0, all), state -> rules.decide(state, all, DECIDED_AT_MS));
    }

    /** The ack as it was signed. */
    Ack ack(Envelope batch) throws MalformedDocumentException {
        return Ack.decode(
                ledger.find(Set.of(batch.id())).get(batch.id()).envelope().body());
    }
}
