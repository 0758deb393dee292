package io.ayni.agent.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that lets a shell complete verbs and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description =
                "Prints a script that makes the shell complete verbs and options. The same script serves both shells.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(ayni-agent completion bash)",
            "  ayni-agent completion bash > ~/.local/share/bash-completion/completions/ayni-agent",
            "  source <(ayni-agent completion zsh)                  in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells that are served. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("ayni-agent", AyniAgentCommand.commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
