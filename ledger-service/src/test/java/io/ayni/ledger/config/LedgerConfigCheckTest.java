package io.ayni.ledger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.ledger.fixture.OperatorFiles;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerConfigCheckTest {
    private static final String P = "ayni.ledger.";

    @TempDir
    Path directory;

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void writeFiles() {
        values.putAll(OperatorFiles.writeTo(directory));
        values.remove(P + "token-issuer");
    }

    @Test
    void defaults() {
        // When
        LedgerConfig config = load();

        // Then
        assertThat(config.tokenIssuer()).isEqualTo("ayni-local");
        assertThat(config.shards()).isEqualTo(4);
        assertThat(config.campaigns()).isEmpty();
        assertThat(config.maxExports()).isEqualTo(2);
        assertThat(config.ingest().maxStreams()).isEqualTo(1024);
        assertThat(config.ingest().maxStreamsPerNode()).isEqualTo(4);
        assertThat(config.ingest().maxInFlight()).isEqualTo(128);
        assertThat(config.ingest().appendDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.ingest().ackInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.ingest().halfCloseWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.settlement().firstRetry()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.settlement().longestRetry()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.pending().lotLength()).isEqualTo(Duration.ofHours(1));
        assertThat(config.pending().hold()).isEqualTo(Duration.ofHours(24));
        assertThat(config.pending().vesting()).isEqualTo(Duration.ofDays(21));
        assertThat(config.pending().vestingSessions()).isEqualTo(100);
        assertThat(config.pending().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.caps().pairFullBytes()).isEqualTo(2L << 30);
        assertThat(config.caps().prefixCredits()).isEqualTo(1_000);
        assertThat(config.caps().accountCredits()).isEqualTo(250);
        assertThat(config.caps().contentPercent()).isEqualTo(120);
        assertThat(config.outbox().interval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.outbox().deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThatCode(() -> LedgerConfigCheck.check(config)).doesNotThrowAnyException();
    }

    @Test
    void everyKeyIsRead() {
        // Given
        Map<String, String> given = Map.ofEntries(
                Map.entry("token-issuer", "ayni.example"),
                Map.entry("allow-plaintext", "true"),
                Map.entry("shards", "16"),
                Map.entry("max-exports", "3"),
                Map.entry("ingest.max-streams", "11"),
                Map.entry("ingest.max-streams-per-node", "12"),
                Map.entry("ingest.max-in-flight", "13"),
                Map.entry("ingest.append-deadline", "14s"),
                Map.entry("ingest.ack-interval", "15ms"),
                Map.entry("ingest.half-close-wait", "16s"),
                Map.entry("settlement.first-retry", "17ms"),
                Map.entry("settlement.longest-retry", "18s"),
                Map.entry("pending.lot-length", "31s"),
                Map.entry("pending.hold", "32h"),
                Map.entry("pending.vesting", "33d"),
                Map.entry("pending.vesting-sessions", "34"),
                Map.entry("pending.interval", "35s"),
                Map.entry("caps.pair-full-bytes", "36"),
                Map.entry("caps.prefix-credits", "37"),
                Map.entry("caps.account-credits", "38"),
                Map.entry("caps.content-percent", "39"),
                Map.entry("outbox.interval", "19ms"),
                Map.entry("outbox.deadline", "20s"),
                Map.entry("campaigns.spring.funded-credits", "21"),
                Map.entry("campaigns.spring.sequence", "22"),
                Map.entry("campaigns.autumn.funded-credits", "23"));
        given.forEach((key, value) -> values.put(P + key, value));

        // When
        LedgerConfig config = load();

        // Then
        assertThat(config.ledgerKeyFile()).isEqualTo(directory.resolve("ledger.key"));
        assertThat(config.sealingKeyFile()).isEqualTo(directory.resolve("sealing.key"));
        assertThat(config.operatorKeysFile()).isEqualTo(directory.resolve("operator.keys"));
        assertThat(config.operatorsFile()).isEqualTo(directory.resolve("operators"));
        assertThat(config.tokenIssuer()).isEqualTo("ayni.example");
        assertThat(config.allowPlaintext()).isTrue();
        assertThat(config.shards()).isEqualTo(16);
        assertThat(config.maxExports()).isEqualTo(3);
        assertThat(config.ingest().maxStreams()).isEqualTo(11);
        assertThat(config.ingest().maxStreamsPerNode()).isEqualTo(12);
        assertThat(config.ingest().maxInFlight()).isEqualTo(13);
        assertThat(config.ingest().appendDeadline()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.ingest().ackInterval()).isEqualTo(Duration.ofMillis(15));
        assertThat(config.ingest().halfCloseWait()).isEqualTo(Duration.ofSeconds(16));
        assertThat(config.settlement().firstRetry()).isEqualTo(Duration.ofMillis(17));
        assertThat(config.settlement().longestRetry()).isEqualTo(Duration.ofSeconds(18));
        assertThat(config.pending().lotLength()).isEqualTo(Duration.ofSeconds(31));
        assertThat(config.pending().hold()).isEqualTo(Duration.ofHours(32));
        assertThat(config.pending().vesting()).isEqualTo(Duration.ofDays(33));
        assertThat(config.pending().vestingSessions()).isEqualTo(34);
        assertThat(config.pending().interval()).isEqualTo(Duration.ofSeconds(35));
        assertThat(config.caps().pairFullBytes()).isEqualTo(36);
        assertThat(config.caps().prefixCredits()).isEqualTo(37);
        assertThat(config.caps().accountCredits()).isEqualTo(38);
        assertThat(config.caps().contentPercent()).isEqualTo(39);
        assertThat(config.outbox().interval()).isEqualTo(Duration.ofMillis(19));
        assertThat(config.outbox().deadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.campaigns().get("spring").fundedCredits()).isEqualTo(21);
        assertThat(config.campaigns().get("spring").sequence()).isEqualTo(22);
        assertThat(config.campaigns().get("autumn").fundedCredits()).isEqualTo(23);
        assertThat(config.campaigns().get("autumn").sequence()).isEqualTo(1);
        assertThatCode(() -> LedgerConfigCheck.check(config)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "shards, 1, 1024",
        "max-exports, 1, 64",
        "ingest.max-streams, 1, 65536",
        "ingest.max-streams-per-node, 1, 64",
        "ingest.max-in-flight, 1, 65536",
        "caps.prefix-credits, 0, 1000000000",
        "caps.account-credits, 0, 1000000000",
        "caps.content-percent, 0, 1000",
        "pending.vesting-sessions, 0, 1000000",
        "campaigns.spring.funded-credits, 0, 1000000000"
    })
    void numbersAreRefusedBeyondTheirRangeAndTakenAtItsEnds(String key, long min, long max) {
        assertTaken(key, Long.toString(min));
        assertTaken(key, Long.toString(max));
        for (long outside : new long[] {min - 1, max + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertRefused(key, Long.toString(outside), "must be " + min + " to " + max + ", not " + outside);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ingest.append-deadline, 1000, 300000",
        "ingest.ack-interval, 10, 10000",
        "ingest.half-close-wait, 1000, 600000",
        "settlement.longest-retry, 100, 300000",
        "pending.lot-length, 1000, 86400000",
        "pending.interval, 100, 3600000",
        "outbox.interval, 10, 60000",
        "outbox.deadline, 1000, 60000"
    })
    void durationsAreRefusedBeyondTheirRangeAndTakenAtItsEnds(String key, long minMs, long maxMs) {
        assertTaken(key, minMs + "ms");
        assertTaken(key, maxMs + "ms");
        for (String outside : new String[] {
            Duration.ofMillis(minMs).minusNanos(1).toString(),
            Duration.ofMillis(maxMs).plusNanos(1).toString(),
            "PT0S",
            "PT-1S",
            Duration.ofSeconds(Long.MAX_VALUE).toString()
        }) {
            assertRefused(key, outside, "must be " + minMs + " to " + maxMs + " ms, not " + outside);
        }
    }

    @Test
    void pausesGrowFromTheFirstToTheLongest() {
        assertTaken("settlement.first-retry", "10ms");
        assertRefused("settlement.first-retry", "9ms", "must be 10 to 10000 ms, not PT0.009S");
        values.put(P + "settlement.longest-retry", "5m");
        assertTaken("settlement.first-retry", "10s");
        assertRefused("settlement.first-retry", "10001ms", "must be 10 to 10000 ms, not PT10.001S");
        values.put(P + "settlement.first-retry", "2s");
        assertTaken("settlement.longest-retry", "2s");
        assertRefused("settlement.longest-retry", "1s", "must be 2000 to 300000 ms, not PT1S");
    }

    @Test
    void anIssuerMustHaveAName() {
        values.put(P + "token-issuer", " \t");
        assertThatThrownBy(() -> LedgerConfigCheck.check(load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ayni.ledger.token-issuer: must not be empty");
    }

    @Test
    void campaignsAreNamedAndNumberedAsTheJournalCanHoldThem() {
        values.put(P + "campaigns.spring.funded-credits", "1");
        assertTaken("campaigns.spring.sequence", "2147483647");
        assertRefused("campaigns.spring.sequence", "0", "must be 1 to 2147483647, not 0");
        assertRefused("campaigns.spring.sequence", "2147483648", "must be 1 to 2147483647, not 2147483648");
        for (String name : new String[] {"Spring", "spring sale", "a".repeat(17), "frühling", "a/1", "a:b"}) {
            assertRefused(
                    "campaigns.\"" + name + "\"",
                    "funded-credits",
                    "1",
                    "a campaign name is 1 to 16 characters of [a-z0-9-]");
        }
    }

    private void assertTaken(String key, String value) {
        String before = values.put(P + key, value);
        assertThatCode(() -> LedgerConfigCheck.check(load()))
                .as("%s %s", key, value)
                .doesNotThrowAnyException();
        restore(P + key, before);
    }

    private void assertRefused(String key, String value, String rule) {
        String before = values.put(P + key, value);
        assertThatThrownBy(() -> LedgerConfigCheck.check(load()))
                .as("%s %s", key, value)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(P + key.replace("campaigns.spring", "campaigns.\"spring\"") + ": " + rule);
        restore(P + key, before);
    }

    private void assertRefused(String named, String key, String value, String rule) {
        values.put(P + named + "." + key, value);
        assertThatThrownBy(() -> LedgerConfigCheck.check(load()))
                .as("%s", named)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(P + named + ": " + rule);
        values.remove(P + named + "." + key);
    }

    private void restore(String key, String before) {
        if (before == null) {
            values.remove(key);
        } else {
            values.put(key, before);
        }
    }

    private LedgerConfig load() {
        return new SmallRyeConfigBuilder()
                .withMapping(LedgerConfig.class)
                .withDefaultValues(values)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(LedgerConfig.class);
    }
}
