package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.voucher.VoucherVerifier;
import io.ayni.launcher.demo.Books.Contribution;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class OwnerPageJourneyIT {
    private static final long MIB = 1L << 20;
    private static final long HOUR_MS = 3_600_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    /** An agent that has an item and shares it, next to an edge that is too slow to matter. */
    private AgentProcess holder(String name, Item item) {
        AgentProcess holder = cluster.start(cluster.sharing(name).withoutConsent());
        cluster.fetch(holder, item);
        cluster.awaitComplete(holder, item);
        cluster.edgeLink().limit(MIB / 2);
        return holder;
    }

    @Test
    void ownerAgreesSharesEarnsSeesTheLedgersFiguresRedeemsAndHasTheEffect() throws Exception {
        // Given
        Item item = cluster.publish("owner.bin", 32, 21);
        AgentProcess agent = holder("owner-1", item);
        OwnerPageApi page = new OwnerPageApi(agent);
        long version = page.get("consent-text").path("textVersion").asLong();

        // When
        page.post("consent", "{\"sharing\":true,\"textVersion\":" + version + "}");
        AgentProcess friend = cluster.start(cluster.sharing("owner-friend"));
        cluster.fetch(friend, item);
        cluster.awaitComplete(friend, item);
        cluster.settle(List.of(agent, friend));

        // Then every figure of the page is the ledger's
        Contribution due = cluster.verifiedBooks().of(agent.endpoint().id());
        JsonNode status = page.get("status");
        assertThat(due.settledBytes()).isGreaterThan(24 * MIB);
        assertThat(status.at("/ledger/givenBytes").asLong()).isEqualTo(due.settledBytes());
        assertThat(status.at("/ledger/earnedMicroCredits").asLong()).isEqualTo(due.dueMicroCredits());
        JsonNode history = page.post("history", "{}");
        assertThat(history.at("/totals/settledBytes").asLong()).isEqualTo(due.settledBytes());
        assertThat(history.at("/totals/earnedMicroCredits").asLong()).isEqualTo(due.dueMicroCredits());
        assertThat(history.at("/totals/givenBytes").asLong())
                .isEqualTo(status.at("/totals/givenBytes").asLong());
        assertThat(history.at("/totals/fromEdgeBytes").asLong()).isEqualTo(32 * MIB);
        assertThat(history.at("/cost/cpuMs").asLong()).isPositive();
        assertThatReceiptsAddUpTo(due, page);

        // And when
        await().atMost(PATIENCE)
                .until(() ->
                        page.get("status").at("/ledger/pendingMicroCredits").asLong() == 0);
        JsonNode redemption =
                page.post("redemptions", "{\"benefit\":\"ten-off\"}").path("redemption");

        // Then
        assertThat(redemption.path("state").asText()).isEqualTo("posted");
        OperatorKeys keys =
                OperatorKeys.parse(Files.readString(cluster.platform().secrets().operatorKeys()));
        assertThat(new VoucherVerifier(keys, "ayni-local")
                        .verify(redemption.path("voucher").asText(), System.currentTimeMillis()))
                .isPresent();
        JsonNode after = page.get("status").path("ledger");
        assertThat(after.path("postedMicroCredits").asLong())
                .isEqualTo(due.dueMicroCredits()
                        - redemption.at("/benefit/priceMicroCredits").asLong());
        assertThat(after.path("heldMicroCredits").asLong()).isZero();
        assertThat(page.get("redemptions").path("redemptions").findValuesAsText("state"))
                .containsExactly("posted");
    }

    /** The statements of the hours around now, verified by the agent, open into receipts that add up. */
    private static void assertThatReceiptsAddUpTo(Contribution due, OwnerPageApi page) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            long now = System.currentTimeMillis() / HOUR_MS;
            long stated = 0;
            long bytes = 0;
            long paid = 0;
            for (long window = now - 1; window <= now; window++) {
                JsonNode statement = page.post("statements/receipts", "{\"window\":" + window + "}");
                assertThat(statement.path("verified").asBoolean())
                        .as(statement.toString())
                        .isTrue();
                stated += statement.at("/facts/givenBytes").asLong();
                for (JsonNode receipt : statement.path("receipts")) {
                    bytes += receipt.path("bytes").asLong();
                    paid += receipt.path("paidMicroCredits").asLong();
                }
            }
            assertThat(stated).isEqualTo(due.settledBytes());
            assertThat(bytes).isEqualTo(due.settledBytes());
            assertThat(paid).isEqualTo(due.dueMicroCredits());
        });
    }

    @Test
    void revokedConsentEndsUploadsInTheMiddleAndForgottenAndRefusedItemsLeaveTheMachine() throws Exception {
        // Given: an upload that takes longer than this test needs
        Item item = cluster.publish("revoked.bin", 64, 22);
        AgentProcess agent = holder("revoked-1", item);
        OwnerPageApi page = new OwnerPageApi(agent);
        page.post("consent", "{\"sharing\":true,\"textVersion\":1}");
        page.put("limits", "{\"uploadBytesPerSecond\":\"4M\"}");
        AgentProcess friend = cluster.start(cluster.sharing("revoked-friend"));
        cluster.fetch(friend, item);
        await().atMost(PATIENCE).until(() -> given(page) > 4 * MIB);

        // When
        page.post("consent", "{\"sharing\":false}");

        // Then
        await().atMost(Duration.ofSeconds(5))
                .until(() -> page.get("status").at("/items/0/uploadingTo").asInt() == 0);
        long given = given(page);
        assertThat(given).isLessThan(48 * MIB);
        cluster.edgeLink().limit(SlowLink.UNLIMITED);
        cluster.awaitComplete(friend, item);
        assertThat(given(page)).isEqualTo(given);

        // And when
        page.post("items/refuse", "{\"content\":\"" + item.id() + "\"}");

        // Then
        JsonNode left = page.get("status");
        assertThat(left.path("items")).isEmpty();
        assertThat(left.at("/totals/givenBytes").asLong()).isEqualTo(given);
        assertThat(java.nio.file.Path.of(agent.endpoint().data(), "items", item.id()))
                .doesNotExist();
        agent.stop();
        agent.start();
        assertThat(page.get("status").path("items")).isEmpty();
        assertThat(page.get("items/refused").path("refused").get(0).asText()).isEqualTo(item.id());
        cluster.assertDelivers(friend, item);
    }

    private static long given(OwnerPageApi page) throws Exception {
        return page.get("status").at("/totals/givenBytes").asLong();
    }
}
