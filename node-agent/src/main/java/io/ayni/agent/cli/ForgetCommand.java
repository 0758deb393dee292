package io.ayni.agent.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forget}: stops sharing an item and deletes it. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Stops sharing an item and deletes its bytes from this machine. Asking for it again fetches it again; `refuse`",
            "prevents that. Credits already earned for it stay. Exit code 4 when no item of this name is held."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent forget film.mp4", "  ayni-agent forget film.mp4 --json"})
final class ForgetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ITEM", description = "Name of an item that is held, or an id of 64 hex characters.")
    private String item;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String id = ItemCalls.id(options.home(), item);
        Map<String, Object> answer =
                BenefitCalls.ask(options.home(), agent -> agent.post("/api/items/forget", Map.of("content", id)));
        return ItemCalls.tell(
                answer, "Forgotten: " + id, options.json(), spec.commandLine().getOut());
    }
}
