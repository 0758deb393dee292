package io.ayni.agent.cli;

import io.ayni.agent.home.AgentHome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What the verbs about benefits share: asking the running agent, and lines for people. */
final class BenefitCalls {
    private BenefitCalls() {}

    /** A question to the agent. */
    interface Question {
        LocalAgent.Answer ask(LocalAgent agent) throws IOException, InterruptedException, CliFailure;
    }

    /** The agent's good answer; every other one is a failure with its exit code. */
    static Map<String, Object> ask(AgentHome home, Question question)
            throws IOException, InterruptedException, CliFailure {
        try (LocalAgent agent = LocalAgent.running(home)) {
            LocalAgent.Answer answer = question.ask(agent);
            if (answer.status() != 200) {
                throw failure(answer);
            }
            return answer.body();
        }
    }

    /** The failure that a refusal of the agent is. */
    static CliFailure failure(LocalAgent.Answer answer) {
        return new CliFailure(exitCode(answer.status()), answer.error());
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 400 -> ExitCodes.USAGE;
            case 404 -> ExitCodes.NOT_FOUND;
            case 409 -> ExitCodes.REFUSED;
            case 503 -> ExitCodes.UNAVAILABLE;
            default -> ExitCodes.FAILED;
        };
    }

    static String benefitLine(Map<?, ?> benefit) {
        long confirmWithinMs = number(benefit, "confirmWithinMs");
        String confirmed = confirmWithinMs == 0
                ? ""
                : ", confirmed within " + Duration.ofMillis(confirmWithinMs).toString();
        return String.format(
                "%-20s %-10s %s: %s, lasts %s%s",
                benefit.get("name"),
                benefit.get("kind"),
                benefit.get("title"),
                Quantity.credits(number(benefit, "priceMicroCredits")),
                Duration.ofMillis(number(benefit, "lastingMs")),
                confirmed);
    }

    static String redemptionLine(Map<?, ?> redemption) {
        Map<?, ?> benefit = (Map<?, ?>) redemption.get("benefit");
        return String.format(
                "%s %-8s %-20s %s%s",
                time(number(redemption, "requestedAtMs")),
                redemption.get("state"),
                benefit.get("name"),
                Quantity.credits(number(benefit, "priceMicroCredits")),
                gain(redemption));
    }

    private static String gain(Map<?, ?> redemption) {
        if (redemption.get("voucher") instanceof String voucher) {
            return ", voucher " + voucher;
        }
        if (number(redemption, "entitledUntilMs") > 0) {
            return ", until " + time(number(redemption, "entitledUntilMs"));
        }
        return number(redemption, "confirmByMs") > 0
                ? ", to be confirmed by " + time(number(redemption, "confirmByMs")) + ", id " + redemption.get("id")
                : "";
    }

    static String entryLine(Map<?, ?> entry) {
        return String.format(
                        "%s %-10s%s%s%s",
                        time(number(entry, "recordedAtMs")),
                        entry.get("kind"),
                        change("to spend", number(entry, "postedChangeMicroCredits")),
                        change("pending", number(entry, "pendingChangeMicroCredits")),
                        change("held", number(entry, "heldChangeMicroCredits")))
                .stripTrailing();
    }

    private static String change(String balance, long microCredits) {
        String sign = microCredits > 0 ? "+" : "";
        return microCredits == 0 ? "" : "  " + balance + " " + sign + Quantity.credits(microCredits);
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static long number(Map<?, ?> map, String key) {
        return ((Number) map.get(key)).longValue();
    }
}
