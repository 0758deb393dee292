package io.ayni.agent.cli;

import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.json.Json;
import io.ayni.agent.limit.LimitsJson;
import io.ayni.agent.limit.LimitsView;
import io.ayni.agent.limit.OwnerLimits;
import io.ayni.agent.limit.Rate;
import io.ayni.agent.wiring.OwnerFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What the verbs about limits share: the running agent does it, and the owner's file where none runs. */
final class LimitCalls {
    private LimitCalls() {}

    /** A question to the running agent. */
    interface Question {
        LocalAgent.Answer ask(LocalAgent agent) throws IOException, InterruptedException, CliFailure;
    }

    /** The same without one. */
    interface Deed {
        LimitsView on(OwnerLimits limits) throws IOException;
    }

    /** Limits and how things stand, as the local API tells them. */
    static Map<String, Object> look(AgentHome home) throws IOException, InterruptedException, CliFailure {
        Optional<LocalAgent> running = LocalAgent.find(home);
        return running.isPresent()
                ? ask(running.get(), agent -> agent.get("/api/limits"))
                : LimitsJson.view(ofFiles(home).view());
    }

    /** The same after a change. */
    static Map<String, Object> change(AgentHome home, Question question, Deed deed)
            throws IOException, InterruptedException, CliFailure {
        Optional<LocalAgent> running = LocalAgent.find(home);
        return running.isPresent() ? ask(running.get(), question) : alone(home, deed);
    }

    private static Map<String, Object> ask(LocalAgent running, Question question)
            throws IOException, InterruptedException, CliFailure {
        try (running) {
            LocalAgent.Answer answer = question.ask(running);
            if (answer.status() != 200) {
                int exitCode = answer.status() == 400 ? ExitCodes.USAGE : ExitCodes.FAILED;
                throw new CliFailure(exitCode, answer.error());
            }
            return answer.body();
        }
    }

    private static Map<String, Object> alone(AgentHome home, Deed deed) throws IOException, CliFailure {
        HomeLock lock = HomeLock.tryTake(home.open())
                .orElseThrow(() -> new CliFailure(ExitCodes.IN_USE, "an agent is just starting; try again"));
        try (lock) {
            return LimitsJson.view(deed.on(ofFiles(home)));
        } catch (IllegalArgumentException e) {
            throw new CliFailure(ExitCodes.USAGE, e.getMessage());
        }
    }

    private static OwnerLimits ofFiles(AgentHome home) throws CliFailure {
        try {
            return OwnerFiles.limits(home, Rate.UNLIMITED, InstantSource.system());
        } catch (IOException e) {
            throw new CliFailure(ExitCodes.USAGE, e.getMessage());
        }
    }

    static int tell(Map<String, Object> view, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.write(view));
        } else {
            new LimitLines(view).lines().forEach(out::println);
        }
        out.flush();
        return ExitCodes.OK;
    }
}
