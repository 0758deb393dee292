package io.ayni.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AyniLauncherTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private CommandLine ayni;

    @BeforeEach
    void listen() {
        ayni = AyniLauncher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "down",
                "status",
                "verify",
                "bench",
                "bench idle",
                "bench ledger",
                "images",
                "secrets",
                "operator",
                "operator campaigns",
                "operator fund",
                "operator actions",
                "operator benefits",
                "operator benefits list",
                "operator benefits publish",
                "operator benefits withdraw",
                "operator redemptions",
                "operator redemptions list",
                "operator redemptions confirm",
                "operator redemptions void",
                "operator adjust",
                "operator adjust propose",
                "operator adjust approve",
                "operator adjust list",
                "operator cases",
                "operator cases list",
                "operator cases rule",
                "operator quarantine",
                "operator quarantine set",
                "operator quarantine lift",
                "operator quarantine list",
                "operator accounts",
                "operator accounts link",
                "operator accounts erase"
            })
    void eachCommandHasHelpWithExamples(String command) {
        // When
        int code = ayni.execute((command + " --help").split(" "));

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("Usage: ayni " + command)
                .containsPattern("Examples?:\n  deploy/ayni " + command);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus                             | There is no command \"bogus\".",
                "images x                          | \"x\" is not understood here.",
                "images --jvm --native             | --jvm and --native exclude each other.",
                "images --engine kaniko            | --engine is \"kaniko\"; it takes docker or podman.",
                "images --tag a/b                  | --tag is \"a/b\"; it takes 1 to 128 of [A-Za-z0-9_.-], the first not . or -.",
                "bench x                           | There is no command \"x\".",
                "bench                             | Missing required subcommand",
                "operator                          | Missing required subcommand",
                "operator benefits                 | Missing required subcommand",
                "operator bogus                    | There is no command \"bogus\".",
                "operator fund spring x            | \"x\" is no number of credits, such as 500 or 0.25.",
                "operator fund spring 0            | CREDITS is 0; it takes more than 0.",
                "operator fund Spring 1            | CAMPAIGN is \"Spring\"; it takes 1 to 16 characters of [a-z0-9-].",
                "operator actions --limit 0        | --limit is 0; it takes 1 to 100000.",
                "operator actions --ledger h:1     | --ledger needs --token-file.",
                "operator actions --ledger h --token-file f  | --ledger is \"h\"; it takes HOST:PORT.",
                "operator redemptions confirm 12   | REDEMPTION is \"12\"; it takes 32 hexadecimal digits.",
                "operator cases rule 12 upheld     | CASE is \"12\"; it takes 32 hexadecimal digits.",
                "operator cases rule 12 maybe      | Invalid value for positional parameter at index 1 (RULING): expected"
                        + " one of [UPHELD, upheld, QUARANTINED, quarantined, DISMISSED, dismissed] (case-sensitive) but was"
                        + " 'maybe'",
                "operator quarantine set x audit   | ACCOUNT is \"x\"; it takes owner:<32 hexadecimal digits> or"
                        + " pool:<campaign>/<shard>.",
                "up x                              | \"x\" is not understood here.",
                "up --bogus                        | Unknown option: '--bogus'",
                "status --jso                      | Unknown option: '--jso'",
                "demo --nodes many                 | Invalid value for option '--nodes': 'many' is not an int",
                "demo --nodes 1                    | --nodes is 1; a demo takes 2 to 50.",
                "demo --nodes 51                   | --nodes is 51; a demo takes 2 to 50.",
                "up --nodes -1                     | --nodes is -1; it takes 0 to 50.",
                "up --nodes 51                     | --nodes is 51; it takes 0 to 50.",
                "bench idle --nodes 0              | --nodes is 0; this takes 1 to 50.",
                "bench ledger --rounds 0           | --rounds is 0; this takes 1 to 20.",
                "bench ledger --seconds 61         | --seconds is 61; this takes 1 to 60.",
                "up --gateway-port 0               | --gateway-port is 0; a port is 1 to 65535.",
                "up --agent-port 65534             | --agent-port + 2 is 65536; a port is 1 to 65535.",
                "up --ledger-port 8081             | --tracker-port and --ledger-port are both 8081.",
                "up --nodes 3 --agent-port 8079    | --gateway-port and --agent-port + 1 are both 8080.",
                "up --postgres localhost           | --postgres is \"localhost\"; it takes"
                        + " jdbc:postgresql://HOST:PORT/DATABASE.",
            })
    void misuseIsExplainedInOneSentenceWithCodeTwo(String arguments, String sentence) {
        // When
        int code = ayni.execute(arguments.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith(sentence + "\n").contains("--help` shows what there is.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void demoRefusesWhatIsNoFileToDeliverBeforeAnythingStarts() throws Exception {
        // Given
        Path empty = Files.createFile(directory.resolve("empty"));
        Path missing = directory.resolve("missing");

        // When
        int forEmpty = ayni.execute("demo", "--file", empty.toString());
        int forMissing = ayni.execute("demo", "--file", missing.toString());
        int forDirectory = ayni.execute("demo", "--file", directory.toString());

        // Then
        assertThat(new int[] {forEmpty, forMissing, forDirectory}).containsOnly(1);
        assertThat(err.toString())
                .isEqualTo(empty + " is empty; there is nothing to deliver.\n" + "There is no file " + missing + ".\n"
                        + directory + " is not a file but a directory or a device.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void secretsAreMadeOnceAndKept() throws Exception {
        // Given
        Path secrets = directory.resolve("new/secrets");
        int first = ayni.execute("secrets", secrets.toString());
        String sealingKey = Files.readString(secrets.resolve("sealing.key"));

        // When
        int second = ayni.execute("secrets", secrets.toString());

        // Then
        assertThat(new int[] {first, second}).containsOnly(0);
        assertThat(sealingKey).matches("[0-9a-f]{64}\n");
        assertThat(secrets.resolve("sealing.key")).hasContent(sealingKey);
        assertThat(secrets.toFile().list())
                .containsExactlyInAnyOrder(
                        "checkpoint.key",
                        "database-application.password",
                        "database-owner.password",
                        "edge.token",
                        "enrolment.token",
                        "grant.key",
                        "ledger.key",
                        "manifest.key",
                        "operator.keys",
                        "operator.token",
                        "operators",
                        "publisher.token",
                        "sealing.key",
                        "second-operator.token",
                        "token.key",
                        "voucher.key");
    }

    @Test
    void reportThatCouldNotBeWrittenIsRefusedBeforeAnythingStarts() {
        // When
        int code = ayni.execute("up", "--json", directory.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("Cannot write " + directory + ": ");
        assertThat(out.toString()).isEmpty();
    }
}
