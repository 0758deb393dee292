package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.voucher.VoucherVerifier;
import io.ayni.launcher.http.AgentClient;
import io.ayni.launcher.http.HttpCallException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/**
 * The other half of the exchange: the owner who earned most redeems the dearest benefit that the balance allows, and the
 * statement of the same node is fetched and checked.
 */
final class SpendCredits {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 200;
    private static final long HOUR_MS = 3_600_000L;

    private final List<AgentClient> agents;
    private final OperatorKeys keys;
    private final String issuer;

    /**
     * What was had.
     *
     * @param node number of the node, from 1
     * @param title of the benefit, for people
     * @param priceMicroCredits what it cost
     * @param effect what it does, for people
     * @param holds whether the redemption is posted and its effect can be checked
     */
    record Spent(int node, String title, long priceMicroCredits, String effect, boolean holds) {}

    /**
     * A statement that was checked.
     *
     * @param verified what the verifier said
     * @param givenBytes that it states
     * @param detail for people
     */
    record Checked(boolean verified, long givenBytes, String detail) {}

    SpendCredits(List<AgentClient> agents, OperatorKeys keys, String issuer) {
        this.agents = List.copyOf(agents);
        this.keys = keys;
        this.issuer = issuer;
    }

    /** Number of the node that earned most, from 0. */
    int richest() {
        List<Long> earned = agents.stream()
                .map(agent -> ledger(agent, "earnedMicroCredits"))
                .toList();
        return earned.indexOf(earned.stream().max(Comparator.naturalOrder()).orElseThrow());
    }

    /** Redeems for a node; empty when it cannot afford anything. Waits until what it earned is released. */
    Optional<Spent> redeem(int node) throws InterruptedException {
        AgentClient agent = agents.get(node);
        await(() -> ledger(agent, "pendingMicroCredits") == 0);
        long balance = ledger(agent, "postedMicroCredits");
        Optional<JsonNode> wanted = StreamSupport.stream(
                        agent.benefits().path("benefits").spliterator(), false)
                .filter(benefit -> price(benefit) <= balance
                        && benefit.path("confirmWithinMs").asLong() == 0)
                .max(Comparator.comparingLong(SpendCredits::price));
        return wanted.map(benefit -> redeem(node, benefit));
    }

    private Spent redeem(int node, JsonNode benefit) {
        JsonNode redemption =
                agents.get(node).redeem(benefit.path("name").asText()).path("redemption");
        boolean posted = redemption.path("state").asText().equals("posted");
        String voucher = redemption.path("voucher").asText("");
        boolean discount = benefit.path("kind").asText().equals("discount");
        boolean good = !discount
                || new VoucherVerifier(keys, issuer)
                        .verify(voucher, System.currentTimeMillis())
                        .isPresent();
        String effect = discount
                ? "a voucher that billing checks offline with the published keys"
                : "a right until "
                        + Instant.ofEpochMilli(
                                redemption.path("entitledUntilMs").asLong());
        return new Spent(node + 1, benefit.path("title").asText(), price(benefit), effect, posted && good);
    }

    /** Fetches a node's statement of this hour, or of the one before, until it covers so many given bytes. */
    Checked statement(int node, long givenBytes) throws InterruptedException {
        Checked[] found = {null};
        await(() -> {
            found[0] = statement(node);
            return found[0].givenBytes() == givenBytes;
        });
        return found[0];
    }

    private Checked statement(int node) {
        try {
            return statements(node);
        } catch (HttpCallException e) {
            return new Checked(false, 0, e.getMessage()); // no checkpoint yet: the caller asks again
        }
    }

    private Checked statements(int node) {
        long window = System.currentTimeMillis() / HOUR_MS;
        JsonNode now = agents.get(node).statement(window);
        JsonNode before = agents.get(node).statement(window - 1);
        long given = given(now) + given(before);
        boolean verified =
                now.path("verified").asBoolean() && before.path("verified").asBoolean();
        long entries =
                now.at("/facts/entries").asLong() + before.at("/facts/entries").asLong();
        long received = received(now) + received(before);
        String detail = verified
                ? "opens into " + entries + " journal entries, " + received + " bytes received"
                : now.path("explanation").asText() + before.path("explanation").asText();
        return new Checked(verified, given, detail);
    }

    private static long given(JsonNode statement) {
        return statement.path("facts").path("givenBytes").asLong();
    }

    private static long received(JsonNode statement) {
        return statement.path("facts").path("receivedBytes").asLong();
    }

    private static long price(JsonNode benefit) {
        return benefit.path("priceMicroCredits").asLong();
    }

    private static long ledger(AgentClient agent, String field) {
        return agent.status().path("ledger").path(field).asLong();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
