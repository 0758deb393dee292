package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.SettlementStream;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.EntryKind;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.ListEntriesResponse;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The whole path with real Kafka and PostgreSQL. */
@QuarkusTest
class SettlementPathIT extends RunningLedger {
    @Test
    void acceptedBatchIsAckedAndPostedAndReleased() throws Exception {
        // Given
        Node node = Node.named("path-1");
        TestGrant grant = grant("path-1", node);
        Envelope batch = node.batch(1, grant.settling(10 * MIB));

        // When
        SettlementStream submission = client.submit(node, batch);

        // Then
        assertThat(submission.accepted()).containsExactly(batch.id());
        Envelope ack = submission.acks().getFirst();
        assertThat(ack.isSignedBy(Operator.LEDGER_KEY.publicKey())).isTrue();
        assertThat(Ack.decode(ack.body()).results()).singleElement().satisfies(result -> {
            assertThat(result.code()).isEqualTo(ResultCode.POSTED);
            assertThat(result.settledBytes()).isEqualTo(10 * MIB);
            assertThat(result.amountMicroCredits()).isEqualTo(10_000);
        });
        awaitReleases();
        GetBalanceResponse balance = client.balance(node);
        assertThat(balance.getAccount()).isEqualTo("owner:" + node.account().hex());
        assertThat(balance.getPostedMicroCredits()).isEqualTo(10_000);
        assertThat(balance.getGivenBytes()).isEqualTo(10 * MIB);
        assertThat(balance.getEarnedMicroCredits()).isEqualTo(10_000);
        ListEntriesResponse entries = client.entries(node, 0, "");
        assertThat(entries.getEntriesList())
                .extracting(Entry::getKind)
                .containsExactly(EntryKind.ENTRY_KIND_RELEASE, EntryKind.ENTRY_KIND_SETTLEMENT);
        assertThat(entries.getEntries(1).getGrant().getBody().toByteArray())
                .isEqualTo(grant.envelope().body());
    }
}
