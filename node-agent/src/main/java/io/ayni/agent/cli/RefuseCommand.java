package io.ayni.agent.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refuse}: keeps an item off this machine for good. */
@Command(
        name = "refuse",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Deletes an item and never fetches, keeps or shares it again, whoever asks this agent for it. Without ITEM it",
            "lists what is refused. Exit code 4 when no item of this name is held: then give its id."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent refuse film.mp4", "  ayni-agent refuse --undo ID", "  ayni-agent refuse --json"})
final class RefuseCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "ITEM",
            description = "Name of an item that is held, or an id of 64 hex characters.")
    private String item;

    @Option(names = "--undo", description = "End the refusal; ITEM must be an id.")
    private boolean undo;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (item == null) {
            return list();
        }
        String id = undo ? item : ItemCalls.id(options.home(), item);
        String path = undo ? "/api/items/allow" : "/api/items/refuse";
        Map<String, Object> answer = BenefitCalls.ask(options.home(), agent -> agent.post(path, Map.of("content", id)));
        String sentence = (undo ? "Allowed again: " : "Refused: ") + id;
        return ItemCalls.tell(
                answer, sentence, options.json(), spec.commandLine().getOut());
    }

    private int list() throws Exception {
        if (undo) {
            throw new ParameterException(spec.commandLine(), "--undo needs the id of an item");
        }
        Map<String, Object> answer = BenefitCalls.ask(options.home(), agent -> agent.get("/api/items/refused"));
        List<?> refused = (List<?>) answer.get("refused");
        String lines = refused.isEmpty()
                ? "Nothing is refused."
                : String.join("\n", refused.stream().map(String::valueOf).toList());
        return ItemCalls.tell(answer, lines, options.json(), spec.commandLine().getOut());
    }
}
