package io.ayni.agent.cli;

import java.io.PrintWriter;

/** The program. */
public final class AyniAgent {
    private AyniAgent() {}

    /** Runs the verb that the arguments name and ends the process. */
    public static void main(String[] arguments) {
        AgentLog.configure();
        System.exit(PlainRun.read(arguments).map(AyniAgent::run).orElseGet(() -> AyniAgentCommand.commandLine()
                .execute(arguments)));
    }

    private static int run(PlainRun line) {
        PrintWriter out = new PrintWriter(System.out, true);
        try {
            new RunAgent(line.sources(System.getenv()), line.json(), out).run();
            return ExitCodes.OK;
        } catch (Exception e) {
            return Failures.report(e, out, new PrintWriter(System.err, true), line.json());
        }
    }
}
