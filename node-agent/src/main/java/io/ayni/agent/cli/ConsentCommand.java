package io.ayni.agent.cli;

import io.ayni.agent.consent.Consent;
import io.ayni.agent.consent.ConsentStore;
import io.ayni.agent.consent.ConsentText;
import io.ayni.agent.consent.DecideSharing;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.json.Json;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consent}: the owner decides about sharing, with or without a running agent. */
@Command(
        name = "consent",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Shows what sharing means and asks whether you agree. Nothing is uploaded before.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent consent            show the text and ask",
            "  ayni-agent consent --yes      agree without being asked",
            "  ayni-agent consent --revoke   stop sharing, effective within a second",
            "  ayni-agent consent --show     show the text and the decision, change nothing"
        })
final class ConsentCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @ArgGroup
    private Choice choice = new Choice();

    @Spec
    private CommandSpec spec;

    /** At most one of them. */
    static final class Choice {
        @Option(names = "--yes", description = "Agree without being asked.")
        private boolean agrees;

        @Option(names = "--revoke", description = "Take the agreement back.")
        private boolean revokes;

        @Option(names = "--show", description = "Show the text and the decision.")
        private boolean shows;
    }

    @Override
    public Integer call() throws Exception {
        AgentHome home = options.home();
        PrintWriter out = spec.commandLine().getOut();
        if (!choice.revokes && !options.json()) {
            out.println(ConsentText.TEXT);
        }
        if (choice.shows) {
            return tell(new ConsentStore(home.consent()).read());
        }
        if (choice.revokes) {
            return tell(decide(home, false));
        }
        return tell(decide(home, choice.agrees || asked(out)));
    }

    private boolean asked(PrintWriter out) throws IOException, CliFailure {
        Console console = System.console();
        if (console == null || !console.isTerminal() || options.json()) {
            throw new CliFailure(
                    ExitCodes.USAGE,
                    "nobody can be asked here: give --yes to agree, --revoke to decline or --show to look");
        }
        out.print("Do you agree to share? [y/N] ");
        out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String answer = Optional.ofNullable(in.readLine()).orElse("").strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private Consent decide(AgentHome home, boolean agrees) throws IOException, InterruptedException, CliFailure {
        Optional<LocalAgent> running = LocalAgent.find(home);
        if (running.isEmpty()) {
            DecideSharing decide =
                    new DecideSharing(new ConsentStore(home.open().consent()), InstantSource.system(), decision -> {});
            return agrees ? decide.agree() : decide.revoke();
        }
        try (LocalAgent agent = running.get()) {
            LocalAgent.Answer answer = agent.post(
                    "/api/consent",
                    agrees ? Map.of("sharing", true, "textVersion", ConsentText.VERSION) : Map.of("sharing", false));
            if (answer.status() != 200) {
                throw new CliFailure(ExitCodes.FAILED, "the agent did not take the decision: " + answer.error());
            }
        }
        return new ConsentStore(home.consent()).read();
    }

    private int tell(Consent consent) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("sharing", consent.isEffective());
            json.put("textVersion", consent.textVersion());
            json.put("decidedAtMs", consent.decidedAtMs());
            json.put("presentTextVersion", ConsentText.VERSION);
            out.println(Json.write(json));
        } else if (consent.isEffective()) {
            out.println("Sharing is on, agreed at " + Instant.ofEpochMilli(consent.decidedAtMs()) + ".");
        } else {
            out.println("Sharing is off; nothing is uploaded.");
        }
        out.flush();
        boolean wasAsked = !choice.shows && !choice.revokes;
        return wasAsked && !consent.isEffective() ? ExitCodes.DECLINED : ExitCodes.OK;
    }
}
