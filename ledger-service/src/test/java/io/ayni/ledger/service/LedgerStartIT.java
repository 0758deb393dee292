package io.ayni.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.LedgerProcess;
import io.ayni.ledger.fixture.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged ledger refuses to start with, and what it says then. */
class LedgerStartIT {
    @TempDir
    Path directory;

    private final LedgerDatabase database = LedgerDatabase.bare();

    @BeforeEach
    void makeTables() throws Exception {
        database.makeAnew();
    }

    @Test
    void keyFileThatIsMissingIsNamed() {
        assertThat(refusalWith(Map.of("ayni.ledger.ledger-key-file", "/nowhere/ledger.key")))
                .contains("file cannot be read: /nowhere/ledger.key");
    }

    @Test
    void keyThatIsNotPublishedIsRefused() throws Exception {
        // Given
        OperatorKeys others = new OperatorKeys(Operator.KEYS.all().stream()
                .filter(key -> key.purpose() != KeyPurpose.LEDGER)
                .toList());
        Path file = Files.writeString(directory.resolve("other-operator.keys"), others.format());

        // When / Then
        assertThat(refusalWith(Map.of("ayni.ledger.operator-keys-file", file.toString())))
                .contains("the operator's keys do not publish the ledger's key");
    }

    @Test
    void otherNumberOfShardsThanTheLedgerHasIsRefusedAndChangesNothing() throws Exception {
        // Given
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("insert into ledger.shard_head (shard) values (0), (1), (2), (3)");
        }

        // When
        String refusalOfMore = refusalWith(Map.of("ayni.ledger.shards", "8"));
        String refusalOfFewer = refusalWith(Map.of("ayni.ledger.shards", "2"));

        // Then
        assertThat(refusalOfMore).contains("the ledger has 4 shards: ayni.ledger.shards must be that, not 8");
        assertThat(refusalOfFewer).contains("the ledger has 4 shards: ayni.ledger.shards must be that, not 2");
        assertThat(database.number("select count(*) from ledger.shard_head")).isEqualTo(4);
        assertThat(database.number("select count(*) from ledger.journal_entry")).isZero();
    }

    @Test
    void roleThatDoesNotExistIsNamed() throws Exception {
        // Given
        database.drop();

        // When / Then
        assertThat(refusalWith(Map.of("quarkus.datasource.username", "ayni_nobody")))
                .contains("the runtime role ayni_nobody does not exist: create it before the ledger starts");
    }

    @Test
    void settingOutsideItsRangeIsNamed() {
        assertThat(refusalWith(Map.of("ayni.ledger.campaigns.default.funded-credits", "-1")))
                .contains("ayni.ledger.campaigns.\"default\".funded-credits: must be 0 to 1000000000, not -1");
    }

    @Test
    void filesThatHoldSomethingElseAreNamedWithTheirSettingInOneLine() throws Exception {
        // Given
        Path bad = Files.writeString(directory.resolve("bad"), "no key\n");
        Path benefits = Files.writeString(directory.resolve("bad.properties"), "ten-off.kind=DISCOUNT\n");

        // When
        String ofKey = refusalWith(Map.of("ayni.ledger.voucher-key-file", bad.toString()));
        String ofOperators = refusalWith(Map.of("ayni.ledger.operators-file", bad.toString()));
        String ofBenefits = refusalWith(Map.of("ayni.ledger.benefits-file", benefits.toString()));

        // Then
        assertOneLine(ofKey, "ayni.ledger.voucher-key-file: file does not hold a key of 64 hexadecimal digits: " + bad);
        assertOneLine(
                ofOperators,
                "ayni.ledger.operators-file: file does not hold 1 to 256 operators, one a line: name, observer or"
                        + " operator, SHA-256 of the token in hexadecimal, no name and no token twice: " + bad);
        assertOneLine(ofBenefits, "ayni.ledger.benefits-file: benefits, ten-off: title is missing");
    }

    @Test
    void otherInterfacesThanLoopbackAreNotServedInPlainText() {
        assertOneLine(
                refusalWith(Map.of("quarkus.http.host", "0.0.0.0")),
                "ayni.ledger.allow-plaintext: must be true to serve quarkus.http.host=0.0.0.0 without TLS, when something"
                        + " in front ends TLS; or set quarkus.http.insecure-requests=disabled and a TLS configuration");
    }

    private static void assertOneLine(String log, String line) {
        assertThat(log.lines()).contains("The ledger does not start: " + line);
        assertThat(log).doesNotContain("\tat ", "Failed to start application");
    }

    private String refusalWith(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
        settings.putAll(changes);
        try (LedgerProcess ledger = LedgerProcess.start(directory, settings)) {
            String log = ledger.awaitRefusal();
            assertThat(ledger.exitCode()).as(log).isEqualTo(1);
            return log;
        }
    }
}
