package io.ayni.ledger.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the ledger. Database, Kafka and HTTP addresses are the usual Quarkus keys: {@code
 * quarkus.datasource.jdbc.url}, {@code .username}, {@code .password} (runtime role), {@code quarkus.flyway.username},
 * {@code .password} (owner role), {@code kafka.bootstrap.servers}, {@code quarkus.http.host}, {@code .port}.
 */
@ConfigMapping(prefix = "ayni.ledger")
public interface LedgerConfig {
    /** File of the ledger's private key (Ed25519 seed, 64 hex characters): signs acks. Its public half must be published. */
    Path ledgerKeyFile();

    /** File of the key that opens the operator's side of grants (64 hex characters); the tracker's. */
    Path sealingKeyFile();

    /** File of the private key that signs checkpoints (Ed25519 seed, 64 hex characters). Its public half must be published. */
    Path checkpointKeyFile();

    /** File of the operator's published keys. */
    Path operatorKeysFile();

    /**
     * File that says who is an operator, one a line: {@code name role digest}; the role is {@code observer} or {@code
     * operator}, the digest the SHA-256 of the operator's token in hexadecimal. Read at start.
     */
    Path operatorsFile();

    /** Public name of the tracker: issuer of the node tokens. */
    @WithDefault("ayni-local")
    String tokenIssuer();

    /** Listen on other interfaces than loopback without TLS, because something in front ends it. */
    @WithDefault("false")
    boolean allowPlaintext();

    /** Journal shards, equal to the partitions of the settlement topic: 1 to 1024. Fixed for the life of a ledger. */
    @WithDefault("4")
    int shards();

    /** Campaigns that the operator funds, by name. */
    Map<String, Campaign> campaigns();

    /** Taking in batches. */
    Ingest ingest();

    /** Deciding batches. */
    Settlement settlement();

    /** How long earnings stay pending. */
    Pending pending();

    /** Limits on earning. */
    Caps caps();

    /** Publishing events. */
    Outbox outbox();

    /** Publishing the journal's log. */
    Transparency transparency();

    /** What statements say besides the journal. */
    Statement statement();

    /** Journal exports under way at a time, 1 to 64; each holds a database connection. More are answered with 503. */
    @WithDefault("2")
    int maxExports();

    /** File of the private key that signs vouchers (Ed25519 seed, 64 hex characters). Its public half must be published. */
    Path voucherKeyFile();

    /** File of the operator's catalogue of benefits (docs/benefits.md), published at start; none publishes nothing. */
    Optional<Path> benefitsFile();

    /** Redemptions under way. */
    Redemption redemption();

    /** One campaign. */
    interface Campaign {
        /** Credits put in by the funding of this sequence number; 0 puts in nothing. Split evenly over the shards. */
        long fundedCredits();

        /** Number of the funding, from 1. To add to a campaign, raise it and state the amount to add. */
        @WithDefault("1")
        long sequence();
    }

    /** Taking in batches. */
    interface Ingest {
        /** Settlement streams open at a time, 1 to 65,536. Too low refuses agents with RESOURCE_EXHAUSTED. */
        @WithDefault("1024")
        int maxStreams();

        /** Settlement streams of one node at a time, 1 to 64. */
        @WithDefault("4")
        int maxStreamsPerNode();

        /** Batches under way to Kafka at a time, 1 to 65,536; each holds up to 256 KiB. */
        @WithDefault("128")
        int maxInFlight();

        /** How long Kafka may take to make a batch durable before the stream ends with UNAVAILABLE: 1 s to 5 min. */
        @WithDefault("10s")
        Duration appendDeadline();

        /** How often awaited acks are looked for: 10 ms to 10 s. Acks decided by this process are seen at once. */
        @WithDefault("100ms")
        Duration ackInterval();

        /** How long a stream that the client has half-closed waits for the remaining acks: 1 s to 10 min. */
        @WithDefault("30s")
        Duration halfCloseWait();
    }

    /** Deciding batches. */
    interface Settlement {
        /** Pause after the first failure of the database: 10 ms to 10 s. Doubles with each further one. */
        @WithDefault("100ms")
        Duration firstRetry();

        /** Longest pause: from the first one's length up to 5 min. */
        @WithDefault("5s")
        Duration longestRetry();
    }

    /** How long earnings stay pending. */
    interface Pending {
        /**
         * Time slice whose earnings are released together, 1 s to 24 h. Longer means fewer journal entries and later
         * release.
         */
        @WithDefault("1h")
        Duration lotLength();

        /** Time that a slice's earnings are held before they may be spent; 0 holds them for the slice only. */
        @WithDefault("24h")
        Duration hold();

        /** Age of an account at which its earnings are released without delay; 0 trusts everybody at once. */
        @WithDefault("21d")
        Duration vesting();

        /** Settled grants that are as good as that age. */
        @WithDefault("100")
        long vestingSessions();

        /** How often lots are looked at: 100 ms to 1 h. */
        @WithDefault("10s")
        Duration interval();
    }

    /** Limits on earning, each per day of the grants' issue. What is above is settled and acked as CAPPED. */
    interface Caps {
        /** Bytes between two accounts that count in full; each further portion of that size counts half as much. */
        @WithDefault("2147483648")
        long pairFullBytes();

        /** Credits that all accounts behind one address prefix may earn. */
        @WithDefault("1000")
        long prefixCredits();

        /** Credits that one account may earn. */
        @WithDefault("250")
        long accountCredits();

        /** How much of a content item's size may be paid for one downloading account, per cent. */
        @WithDefault("120")
        int contentPercent();
    }

    /** Publishing the journal's log. */
    interface Transparency {
        /** Longest time that an entry waits for a checkpoint that covers it: 100 ms to 1 h. Too short makes many rows. */
        @WithDefault("10s")
        Duration interval();

        /** So many new entries of a shard get a checkpoint at once: 1 to 1,000,000. */
        @WithDefault("1000")
        long entries();

        /** Public reads under way at a time over HTTP, and as many over gRPC: 1 to 256. More are answered with "try later". */
        @WithDefault("8")
        int maxReads();
    }

    /** What statements say besides the journal. */
    interface Statement {
        /** Currency of the price below: 1 to 8 ASCII characters. */
        @WithDefault("EUR")
        String currency();

        /** What sending 1 GiB from the edge costs the operator, in millionths of the currency: 0 to 1,000,000,000. */
        @WithDefault("20000")
        long egressMicroUnitsPerGib();

        /** Version of the operator's published rule for prices in grants, from 1. */
        @WithDefault("1")
        long priceRuleVersion();
    }

    /** Publishing events. */
    interface Outbox {
        /** How often the outbox is looked at: 10 ms to 1 min. Events of this process are seen at once. */
        @WithDefault("200ms")
        Duration interval();

        /** How long one round waits for Kafka: 1 s to 1 min. It holds a database connection meanwhile. */
        @WithDefault("10s")
        Duration deadline();
    }

    /** Redemptions under way. */
    interface Redemption {
        /** How often holds and rights that are over are looked for, 10 ms to 1 min. Longer ends them later. */
        @WithDefault("500ms")
        Duration expiryInterval();
    }
}
