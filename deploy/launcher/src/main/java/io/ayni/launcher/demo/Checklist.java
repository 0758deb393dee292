package io.ayni.launcher.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The claims of the demo and whether each held. */
final class Checklist {
    private record Check(String claim, boolean held, String found) {}

    private final List<Check> checks = new ArrayList<>();

    /** Notes a claim; {@code found} is shown beside it. */
    void check(String claim, boolean held, String found) {
        checks.add(new Check(claim, held, found));
    }

    /** Whether every claim held. */
    boolean allHeld() {
        return checks.stream().allMatch(Check::held);
    }

    void print(PrintWriter out) {
        out.println("\nChecks");
        for (Check check : checks) {
            out.printf("  %-6s %s (%s)%n", check.held() ? "ok" : "FAILED", check.claim(), check.found());
        }
        out.flush();
    }
}
