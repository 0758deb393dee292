package io.ayni.contracts.verify;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.InvalidNoteException;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * The program {@code ledger-verify}: checks what a ledger publishes against the operator's published keys, without a network,
 * a database or a secret. Exit status 0: everything holds; 1: an invariant is violated; 2: wrong usage or unreadable input.
 */
public final class LedgerVerify {
    static final int CONTENT = 0;
    static final int VIOLATED = 1;
    static final int UNREADABLE = 2;

    private static final String CHECKPOINT_OPTION = "--checkpoint";
    private static final String HELP =
            """
            Usage: ledger-verify [journal] [--json] [--checkpoint NOTE]... EXPORT OPERATOR_KEYS
                   ledger-verify statement [--json] STATEMENT OPERATOR_KEYS
                   ledger-verify checkpoint [--json] NOTE OPERATOR_KEYS
                   ledger-verify consistency [--json] OLD_NOTE NEW_NOTE PROOF OPERATOR_KEYS

            Checks offline what a ledger publishes and names the first invariant that does not hold.

              journal         a whole journal export; with --checkpoint also that the journal is the one that the
                              published checkpoint covers
              statement       a node's statement: its numbers follow from signed documents and proven entries
              checkpoint      the operator signed it
              consistency     the new checkpoint only extends the old one

              EXPORT          file of a journal export
              STATEMENT       file of a statement
              NOTE            checkpoint of a shard, as published at /log/<shard>/checkpoint
              PROOF           hashes of the consistency proof in hexadecimal, one a line
              OPERATOR_KEYS   the operator's published key list
              --json          print the verdict as one line of JSON
              --help          print this and end

            One of the files may be - for standard input.

            Exit status: 0 everything holds, 1 an invariant is violated, 2 wrong usage or unreadable input.

            Examples:
              ledger-verify journal.export operator.keys
              ledger-verify journal --checkpoint shard-0.note journal.export operator.keys
              gunzip -c journal.export.gz | ledger-verify --json - operator.keys
              ledger-verify statement statement.txt operator.keys
              ledger-verify consistency yesterday.note today.note proof.txt operator.keys
            """;

    private final VerifyInputs inputs;
    private final PrintStream out;
    private final PrintStream err;

    LedgerVerify(InputStream in, PrintStream out, PrintStream err) {
        this.inputs = new VerifyInputs(in);
        this.out = out;
        this.err = err;
    }

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.in, System.out, System.err);
        System.out.flush();
        System.exit(status);
    }

    /**
     * Runs the program.
     *
     * @return its exit status
     */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        return new LedgerVerify(in, out, err).run(arguments);
    }

    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return CONTENT;
        }
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.removeIf("--json"::equals);
        List<String> notes = takeCheckpoints(words);
        String command = words.size() == 2 || words.isEmpty() ? "journal" : words.removeFirst();
        long inputsFromStandardInput = words.stream().filter("-"::equals).count()
                + notes.stream().filter("-"::equals).count();
        boolean optionLeft = words.stream().anyMatch(word -> word.startsWith("--"));
        if (optionLeft || inputsFromStandardInput > 1 || !notes.isEmpty() && !command.equals("journal")) {
            return wrongUsage();
        }
        try {
            return run(command, words, notes, json);
        } catch (IOException | IllegalArgumentException e) {
            err.println("ledger-verify: cannot read the input: " + e);
            return UNREADABLE;
        }
    }

    /** Takes the option and its values out of the words; a value that is missing is left to be refused. */
    private static List<String> takeCheckpoints(List<String> words) {
        List<String> notes = new ArrayList<>();
        for (int at = words.indexOf(CHECKPOINT_OPTION);
                at >= 0 && at + 1 < words.size();
                at = words.indexOf(CHECKPOINT_OPTION)) {
            words.remove(at);
            notes.add(words.remove(at));
        }
        return notes;
    }

    private int run(String command, List<String> files, List<String> notes, boolean json) throws IOException {
        int expected = command.equals("consistency") ? 4 : 2;
        if (files.size() != expected) {
            return wrongUsage();
        }
        return switch (command) {
            case "journal" -> journal(files, notes, json);
            case "statement" -> statement(files, json);
            case "checkpoint" ->
                say(new ConsistencyVerifier(inputs.keys(files.get(1))).checkpoint(inputs.note(files.get(0))), json);
            case "consistency" ->
                say(
                        new ConsistencyVerifier(inputs.keys(files.get(3)))
                                .consistency(
                                        inputs.note(files.get(0)),
                                        inputs.note(files.get(1)),
                                        inputs.path(files.get(2))),
                        json);
            default -> wrongUsage();
        };
    }

    private int wrongUsage() {
        err.print(HELP);
        return UNREADABLE;
    }

    private int journal(List<String> files, List<String> notes, boolean json) throws IOException {
        OperatorKeys keys = inputs.keys(files.get(1));
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (String note : notes) {
            try {
                checkpoints.add(Checkpoint.verify(inputs.note(note), keys));
            } catch (InvalidNoteException e) {
                return say(new Violated(Invariant.PROOF, Violated.NOWHERE, 0, e.getMessage()), json);
            }
        }
        try (Reader export = inputs.reader(files.get(0))) {
            return say(new JournalVerifier(keys).verify(export, checkpoints), json);
        }
    }

    private int statement(List<String> files, boolean json) throws IOException {
        OperatorKeys keys = inputs.keys(files.get(1));
        try (Reader file = inputs.reader(files.get(0))) {
            return say(new StatementVerifier(keys).verify(file), json);
        }
    }

    private int say(VerificationVerdict verdict, boolean json) {
        out.println(json ? VerdictText.json(verdict) : VerdictText.plain(verdict));
        return switch (verdict) {
            case VerificationVerdict.Content _ -> CONTENT;
            case Violated _ -> VIOLATED;
        };
    }

    private int say(ProofVerdict verdict, boolean json) {
        return switch (verdict) {
            case ProofVerdict.Proven proven -> {
                out.println(json ? VerdictText.json(proven) : VerdictText.plain(proven));
                yield CONTENT;
            }
            case ProofVerdict.Refuted refuted -> say(refuted.violation(), json);
        };
    }
}
