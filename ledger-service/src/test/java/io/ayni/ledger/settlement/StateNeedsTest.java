package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateNeedsTest {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.named("uploader");

    @Test
    void needsAreTheMarksPoolsCapsStandingsAndAcksOfTheRecordsOnceEach() {
        // Given
        TestGrant proven = aGrant("proven").to(NODE).paidBy("spring");
        TestGrant forged = aGrant("forged").to(NODE).forgedBy(Operator.key("forger"));
        TestGrant refused = aGrant("refused").to(Node.named("other"));
        TestGrant claimed = aGrant("claimed").to(NODE);
        Envelope first =
                NODE.batch(1, proven.settling(MIB), proven.settling(2 * MIB), forged.settling(1), refused.settling(1));
        Envelope second = NODE.batch(2, claimed.settling(1));

        // When
        StateNeeds needs = StateNeeds.of(
                3,
                List.of(
                        Records.proven(0, NODE, first),
                        Records.screened(Records.unreadable(1)),
                        Records.screened(2, NODE, second),
                        Records.proven(3, NODE, first)));

        // Then
        assertThat(needs.shard()).isEqualTo(3);
        assertThat(needs.grants()).containsExactlyInAnyOrder(proven.id(), forged.id(), refused.id(), claimed.id());
        assertThat(needs.campaigns()).containsExactly("spring");
        assertThat(needs.caps())
                .isEqualTo(CapRules.uncapped(proven.grant(), proven.terms(), 2 * (MIB + 2 * MIB), 2 * (1_000 + 2_000)));
        assertThat(needs.payees()).containsExactly(NODE.account());
        assertThat(needs.batches()).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(needs.pool("spring")).isEqualTo(new LedgerAccount.Pool("spring", 3));
    }

    @Test
    void brokenRecordsNeedNothing() {
        // When
        StateNeeds needs = StateNeeds.of(0, List.of(Records.screened(Records.unreadable(0))));

        // Then
        assertThat(needs.grants()).isEmpty();
        assertThat(needs.campaigns()).isEmpty();
        assertThat(needs.caps()).isEmpty();
        assertThat(needs.payees()).isEmpty();
        assertThat(needs.batches()).isEmpty();
    }
}
