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
        long firstRetryMs = config.settlement().firstRetry().toMillis();
        range("settlement.longest-retry", config.settlement().longestRetry(), firstRetryMs, 300_000);
        range("pending.lot-length", config.pending().lotLength(), 1_000, 86_400_000);
        range("pending.hold", config.pending().hold(), 0, 31_536_000_000L);
        range("pending.vesting", config.pending().vesting(), 0, 31_536_000_000L);
        range("pending.vesting-sessions", config.pending().vestingSessions(), 0, 1_000_000);
        range("pending.interval", config.pending().interval(), 100, 3_600_000);
        range("caps.pair-full-bytes", config.caps().pairFullBytes(), 1, Long.MAX_VALUE);
        range("caps.prefix-credits", config.caps().prefixCredits(), 0, MAX_FUNDED_CREDITS);
        range("caps.account-credits", config.caps().accountCredits(), 0, MAX_FUNDED_CREDITS);
        range("caps.content-percent", config.caps().contentPercent(), 0, 1_000);
        range("outbox.interval", config.outbox().interval(), 10, 60_000);
        range("outbox.deadline", config.outbox().deadline(), 1_000, 60_000);
        range("transparency.interval", config.transparency().interval(), 100, 3_600_000);
        range("transparency.entries", config.transparency().entries(), 1, 1_000_000);
        range("transparency.max-reads", config.transparency().maxReads(), 1, 256);
        require("statement.currency", config.statement().currency().matches("[!-~]{1,8}"), "1 to 8 ASCII characters");
        range("statement.egress-micro-units-per-gib", config.statement().egressMicroUnitsPerGib(), 0, 1_000_000_000);
        range("statement.price-rule-version", config.statement().priceRuleVersion(), 1, Integer.MAX_VALUE);
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
        boolean holds =
                value.compareTo(Duration.ofMillis(minMs)) >= 0 && value.compareTo(Duration.ofMillis(maxMs)) <= 0;
        require(key, holds, "must be " + minMs + " to " + maxMs + " ms, not " + value);
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
