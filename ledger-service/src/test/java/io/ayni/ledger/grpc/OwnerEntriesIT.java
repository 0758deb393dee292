package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RedemptionDatabase;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.v1.BenefitsGrpc.BenefitsBlockingStub;
import io.ayni.ledger.v1.CancelRedemptionRequest;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.EntryKind;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.ListEntriesResponse;
import io.ayni.ledger.v1.RedeemRequest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An owner's entries tell everything that ever changed its balance. */
@QuarkusTest
class OwnerEntriesIT extends RunningLedger {
    private static final long PRICE = 10;

    @Inject
    Transactions transactions;

    @Test
    void everyKindIsListedInOrderAndAddsUpToTheBalance() {
        // Given: settled and released, corrected, redeemed, held and called off, held
        Node node = Node.named("every-kind");
        client.submit(node, node.batch(1, grant("every-kind", node).settling(10 * MIB)));
        awaitReleases();
        RedemptionDatabase.give(transactions, node.account(), 1, 25, System.currentTimeMillis());
        BenefitsBlockingStub benefits = client.benefits(node.token(System.currentTimeMillis()));
        redeem(benefits, "ten-off", "k1");
        ByteString called = redeem(benefits, "classics", "k2");
        benefits.cancelRedemption(
                CancelRedemptionRequest.newBuilder().setRedemptionId(called).build());
        redeem(benefits, "classics", "k3");

        // When
        List<Entry> entries = all(node, 3);

        // Then
        assertThat(entries)
                .extracting(Entry::getKind)
                .contains(
                        EntryKind.ENTRY_KIND_SETTLEMENT,
                        EntryKind.ENTRY_KIND_RELEASE,
                        EntryKind.ENTRY_KIND_ADJUSTMENT,
                        EntryKind.ENTRY_KIND_HOLD,
                        EntryKind.ENTRY_KIND_REDEEMED,
                        EntryKind.ENTRY_KIND_RETURNED);
        assertThat(entries).doesNotHaveDuplicates().isEqualTo(all(node, 500));
        assertThat(entries)
                .extracting(Entry::getRecordedAtMs)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(entries).allSatisfy(entry -> assertThat(entry.hasReceipt())
                .isEqualTo(entry.getKind() == EntryKind.ENTRY_KIND_SETTLEMENT));
        GetBalanceResponse balance = client.balance(node);
        assertThat(balance.getPostedMicroCredits()).isEqualTo(10_025 - 2 * PRICE);
        assertThat(balance.getHeldMicroCredits()).isEqualTo(PRICE);
        assertThat(entries.stream()
                        .mapToLong(Entry::getPostedChangeMicroCredits)
                        .sum())
                .isEqualTo(balance.getPostedMicroCredits());
        assertThat(entries.stream()
                        .mapToLong(Entry::getPendingChangeMicroCredits)
                        .sum())
                .isZero();
        assertThat(entries.stream().mapToLong(Entry::getHeldChangeMicroCredits).sum())
                .isEqualTo(PRICE);
    }

    private static ByteString redeem(BenefitsBlockingStub benefits, String benefit, String key) {
        return benefits.redeem(RedeemRequest.newBuilder()
                        .setBenefit(benefit)
                        .setIdempotencyKey(key)
                        .build())
                .getRedemption()
                .getRedemptionId();
    }

    private List<Entry> all(Node node, int pageSize) {
        List<Entry> all = new ArrayList<>();
        String token = "";
        do {
            ListEntriesResponse page = client.entries(node, pageSize, token);
            all.addAll(page.getEntriesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }
}
