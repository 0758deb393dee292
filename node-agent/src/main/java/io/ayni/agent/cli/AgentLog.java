package io.ayni.agent.cli;

import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log: one line per event on standard error, {@code time level source message}. */
final class AgentLog {
    /** Held, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger[] QUIET = {Logger.getLogger("io.grpc"), Logger.getLogger("io.netty")};
    /** Warns, with a stack trace, of every frame that is too long and every stream that breaks off: as often as peers like. */
    private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty");

    private AgentLog() {}

    static void configure() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new Lines());
        root.addHandler(console);
        root.setLevel(Level.INFO);
        for (Logger library : QUIET) {
            library.setLevel(Level.WARNING);
        }
        TRANSPORT.setLevel(Level.SEVERE);
    }

    /** One line; a failure's stack trace only where somebody has to look into it. */
    private static final class Lines extends Formatter {
        @Override
        public String format(LogRecord event) {
            String source = event.getLoggerName();
            StringBuilder line = new StringBuilder()
                    .append(Instant.ofEpochMilli(event.getMillis()))
                    .append(' ')
                    .append(event.getLevel().getName())
                    .append(' ')
                    .append(source == null ? "" : source.substring(source.lastIndexOf('.') + 1))
                    .append(' ')
                    .append(formatMessage(event))
                    .append(System.lineSeparator());
            if (event.getThrown() != null) {
                java.io.StringWriter trace = new java.io.StringWriter();
                event.getThrown().printStackTrace(new java.io.PrintWriter(trace, true));
                line.append(trace);
            }
            return line.toString();
        }
    }
}
