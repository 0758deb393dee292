package io.ayni.launcher.images;

import java.util.List;

/** Runs programs of this machine. */
public interface CommandRunner {
    /** The exit code that stands for a program that is not there. */
    int NO_SUCH_PROGRAM = 127;

    /**
     * How a program ended.
     *
     * @param code its exit code; 127 if there is no such program
     * @param output what it printed, without white space around it
     * @param errors what it printed to standard error, likewise
     */
    record Outcome(int code, String output, String errors) {
        /** Whether it did what it was asked for. */
        boolean succeeded() {
            return code == 0 && !output.isBlank();
        }

        /** The last thing that it said, or how it ended. */
        String complaint() {
            if (code == NO_SUCH_PROGRAM) {
                return "not installed";
            }
            return errors.isEmpty()
                    ? "exit code " + code
                    : errors.lines().toList().getLast();
        }
    }

    /** Runs a program to its end and keeps its output. */
    Outcome capture(List<String> command);

    /** Runs a program to its end, which prints to standard error; returns its exit code. */
    int show(List<String> command);
}
