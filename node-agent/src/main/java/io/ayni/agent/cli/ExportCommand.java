package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: what the agent knows of its owner, to take along. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Writes what the agent knows of you: status, limits, refusals, redemptions, the newest 500 changes of the balance",
            "and the measured history, as JSON; or the history or the changes alone as CSV. Exit code 6 when the ledger is",
            "away, 7 when the file is there already."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent export --output mine.json",
            "  ayni-agent export --format history.csv > history.csv",
            "  ayni-agent export | jq .history"
        })
final class ExportCommand implements Callable<Integer> {
    /** Forms of an export. */
    enum Format {
        JSON("json"),
        HISTORY("history.csv"),
        ENTRIES("entries.csv");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "json",
            converter = FormatWord.class,
            description = "json, history.csv or entries.csv; ${DEFAULT-VALUE} unless given.")
    private Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; standard output unless given.")
    private Path output;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    /** Reads the word of a format. */
    static final class FormatWord implements picocli.CommandLine.ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            for (Format format : Format.values()) {
                if (format.word.equals(word)) {
                    return format;
                }
            }
            throw new picocli.CommandLine.TypeConversionException("expected json, history.csv or entries.csv");
        }
    }

    @Override
    public Integer call() throws Exception {
        String text;
        try (LocalAgent agent = LocalAgent.running(options.home())) {
            text = agent.postForText("/api/export", Map.of("format", format.word));
        }
        if (output == null) {
            spec.commandLine().getOut().print(text);
        } else {
            write(text);
            spec.commandLine()
                    .getOut()
                    .println(options.json() ? Json.write(Map.of("file", output.toString())) : "Written: " + output);
        }
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    private void write(String text) throws IOException, CliFailure {
        try {
            Files.writeString(output, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CliFailure(ExitCodes.OUTPUT_EXISTS, output + " is there already; nothing was overwritten");
        }
    }
}
