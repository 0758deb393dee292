package io.ayni.contracts.verify;

import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program {@code ledger-verify}: checks a journal export against the operator's published keys, without a network,
 * a database or a secret. Exit status 0: content; 1: an invariant is violated; 2: wrong usage or unreadable input.
 */
public final class LedgerVerify {
    static final int CONTENT = 0;
    static final int VIOLATED = 1;
    static final int UNREADABLE = 2;

    /** Largest key file that is read. */
    private static final int MAX_KEY_FILE_BYTES = 1 << 20;

    private static final String HELP =
            """
            Usage: ledger-verify [--json] EXPORT OPERATOR_KEYS

            Checks a journal export offline and names the first invariant that does not hold.

              EXPORT          file of a journal export, or - for standard input
              OPERATOR_KEYS   the operator's published key list, or - for standard input
              --json          print the verdict as one line of JSON
              --help          print this and end

            Exit status: 0 everything holds, 1 an invariant is violated, 2 wrong usage or unreadable input.

            Examples:
              ledger-verify journal.export operator.keys
              gunzip -c journal.export.gz | ledger-verify --json - operator.keys
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    LedgerVerify(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] arguments) {
        int status = new LedgerVerify(System.in, System.out, System.err).run(List.of(arguments));
        System.out.flush();
        System.exit(status);
    }

    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return CONTENT;
        }
        List<String> files = new ArrayList<>(arguments);
        boolean json = files.removeIf("--json"::equals);
        boolean optionLeft = files.stream().anyMatch(file -> file.startsWith("--"));
        if (files.size() != 2 || optionLeft || files.equals(List.of("-", "-"))) {
            err.print(HELP);
            return UNREADABLE;
        }
        return check(files.get(0), files.get(1), json);
    }

    private int check(String export, String keyFile, boolean json) {
        try {
            OperatorKeys keys = OperatorKeys.parse(readKeys(keyFile));
            VerificationVerdict verdict = verify(export, keys);
            out.println(json ? VerdictText.json(verdict) : VerdictText.plain(verdict));
            return switch (verdict) {
                case VerificationVerdict.Content _ -> CONTENT;
                case VerificationVerdict.Violated _ -> VIOLATED;
            };
        } catch (IOException | IllegalArgumentException e) {
            err.println("ledger-verify: cannot read the input: " + e);
            return UNREADABLE;
        }
    }

    private VerificationVerdict verify(String export, OperatorKeys keys) throws IOException {
        if (export.equals("-")) {
            return new JournalVerifier(keys).verify(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        try (Reader reader = new InputStreamReader(Files.newInputStream(Path.of(export)), StandardCharsets.UTF_8)) {
            return new JournalVerifier(keys).verify(reader);
        }
    }

    private String readKeys(String file) throws IOException {
        if (file.equals("-")) {
            return text(in);
        }
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
            return text(stream);
        }
    }

    private static String text(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_KEY_FILE_BYTES + 1);
        if (bytes.length > MAX_KEY_FILE_BYTES) {
            throw new IOException("the key list is larger than " + MAX_KEY_FILE_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
