package io.ayni.ledger.config;

import io.ayni.contracts.document.GrantTerms;
import java.time.Duration;

/** Refuses to start on nonsense. */
public final class LedgerConfigCheck {
    /** Most credits of one funding: keeps every sum of a ledger inside 63 bits. */
    public static final long MAX_FUNDED_CREDITS = 1_000_000_000L;

    private LedgerConfigCheck() {}

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException naming the first key that is wrong
     */
    public static void check(LedgerConfig config) {
        range("shards", config.shards(), 1, 1024);
        range("max-exports", config.maxExports(), 1, 64);
        range("redemption.expiry-interval", config.redemption().expiryInterval(), 10, 60_000);
        range("ingest.max-streams", config.ingest().maxStreams(), 1, 65_536);
        range("ingest.max-streams-per-node", config.ingest().maxStreamsPerNode(), 1, 64);
        range("ingest.max-in-flight", config.ingest().maxInFlight(), 1, 65_536);
        range("ingest.append-deadline", config.ingest().appendDeadline(), 1_000, 300_000);
        range("ingest.ack-interval", config.ingest().ackInterval(), 10, 10_000);
        range("ingest.half-close-wait", config.ingest().halfCloseWait(), 1_000, 600_000);
        range("settlement.first-retry", config.settlement().firstRetry(), 10, 10_000);
        range("settlement.longest-retry", config.settlement().longestRetry(), 10, 300_000);
        range("outbox.interval", config.outbox().interval(), 10, 60_000);
        range("outbox.deadline", config.outbox().deadline(), 1_000, 60_000);
        require("token-issuer", !config.tokenIssuer().isBlank(), "must not be empty");
        config.campaigns().forEach(LedgerConfigCheck::check);
    }

    private static void check(String name, LedgerConfig.Campaign campaign) {
        String key = "campaigns.\"" + name + "\"";
        require(key, GrantTerms.isCampaign(name), "a campaign name is 1 to 16 characters of [a-z0-9-]");
        range(key + ".funded-credits", campaign.fundedCredits(), 0, MAX_FUNDED_CREDITS);
        range(key + ".sequence", campaign.sequence(), 1, Integer.MAX_VALUE);
    }

    private static void range(String key, Duration value, long minMs, long maxMs) {
        range(key + " in milliseconds", value.toMillis(), minMs, maxMs);
    }

    private static void range(String key, long value, long min, long max) {
        require(key, value >= min && value <= max, "must be " + min + " to " + max + ", not " + value);
    }

    private static void require(String key, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("ayni.ledger." + key + ": " + rule);
        }
    }
}
