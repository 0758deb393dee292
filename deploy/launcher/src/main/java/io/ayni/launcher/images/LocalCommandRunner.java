package io.ayni.launcher.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Child processes without input; they end with this one. */
public final class LocalCommandRunner implements CommandRunner {
    @Override
    public Outcome capture(List<String> command) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        int code = run(command, output, errors);
        return new Outcome(code, text(output), text(errors));
    }

    @Override
    public int show(List<String> command) {
        return run(command, System.err, System.err);
    }

    private static int run(List<String> command, OutputStream output, OutputStream errors) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException noSuchProgram) {
            return NO_SUCH_PROGRAM;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        try {
            process.getOutputStream().close();
            Thread complaints = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), errors));
            copy(process.getInputStream(), output);
            complaints.join();
            return process.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a program ran: " + command.getFirst(), interrupted);
        }
    }

    private static void copy(InputStream printed, OutputStream sink) {
        try (printed) {
            printed.transferTo(sink);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
