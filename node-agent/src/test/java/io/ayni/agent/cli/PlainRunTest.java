package io.ayni.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainRunTest {
    @Test
    void settingsAreReadInBothForms() {
        assertThat(read("run --tracker 127.0.0.1:1 --json --data-dir=/data"))
                .contains(new PlainRun(Map.of(Setting.TRACKER, "127.0.0.1:1", Setting.DATA_DIR, "/data"), true));
        assertThat(read("run")).contains(new PlainRun(Map.of(), false));
    }

    @Test
    void everySettingIsRead() {
        List<String> line = new ArrayList<>(List.of("run"));
        for (Setting setting : Setting.values()) {
            line.add("--" + setting.key());
            line.add("value-of-" + setting.key());
        }

        PlainRun plain = PlainRun.read(line.toArray(String[]::new)).orElseThrow();

        assertThat(plain.flags()).hasSize(Setting.values().length);
        for (Setting setting : Setting.values()) {
            assertThat(plain.sources(Map.of()).text(setting)).contains("value-of-" + setting.key());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "get film",
                "run --help",
                "run --nonsense 1",
                "run extra",
                "run --tracker",
                "run --tracker=",
                "run --tracker --ledger x",
                "run --tracker a --tracker b",
                "run --json --json",
                "run --json=true",
                "run @file",
                "run --data-dir \"quoted\"",
                "run --data-dir ${x}",
                "run --track 1",
                "Run --json"
            })
    void everythingElseIsLeftToTheLibrary(String line) {
        assertThat(read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --json",
                "run --tracker 127.0.0.1:1 --json",
                "run --tracker=127.0.0.1:1 --ledger=[::1]:2 --max-upload 2MiB",
                "run --account a.b_c-d --settle-every 5m --http-port 0",
                "run --data-dir /a=b --operator-keys ~/keys"
            })
    void whatIsReadMeansTheSameToTheLibrary(String line) {
        // When
        PlainRun plain = read(line).orElseThrow();
        CommandLine library = AyniAgentCommand.commandLine();
        CommandLine.ParseResult parsed = library.parseArgs(line.split(" "));

        // Then
        RunCommand run = (RunCommand) parsed.subcommand().commandSpec().userObject();
        assertThat(plain.json()).isEqualTo(parsed.subcommand().hasMatchedOption("--json"));
        assertThat(plain.flags()).isEqualTo(run.sources().flags());
    }

    private static Optional<PlainRun> read(String line) {
        return PlainRun.read(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
