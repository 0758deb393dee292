package io.ayni.agent.cli;

import io.ayni.agent.config.InvalidSettingsException;
import io.ayni.agent.home.InsecureFileException;
import io.ayni.agent.json.Json;
import io.ayni.agent.wiring.StartRefusedException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a failure is to whoever called the program: words on standard error, and an exit code. */
final class Failures {
    private Failures() {}

    /**
     * Tells a failure.
     *
     * @param json whether to write it to standard output as JSON too
     * @return the exit code
     */
    static int report(Exception failure, PrintWriter out, PrintWriter err, boolean json) {
        int exitCode = exitCode(failure);
        String message = exitCode == ExitCodes.FAILED ? failure.toString() : failure.getMessage();
        message.lines().forEach(line -> err.println("ayni-agent: " + line));
        err.flush();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("error", Map.of("exitCode", exitCode, "message", message));
            out.println(Json.write(object));
            out.flush();
        }
        return exitCode;
    }

    private static int exitCode(Exception failure) {
        return switch (failure) {
            case CliFailure known -> known.exitCode();
            case InvalidSettingsException settings -> ExitCodes.USAGE;
            case StartRefusedException refused -> ExitCodes.USAGE;
            case InsecureFileException open -> ExitCodes.USAGE;
            case BindException taken -> ExitCodes.IN_USE;
            default -> ExitCodes.FAILED;
        };
    }
}
