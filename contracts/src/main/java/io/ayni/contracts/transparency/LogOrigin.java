package io.ayni.contracts.transparency;

import io.ayni.contracts.journal.Shards;
import java.util.Optional;

/**
 * Name of one shard's log, first line of its checkpoints: {@code <issuer>/ledger/<shard>}.
 *
 * @param issuer public name of the operator
 * @param shard journal shard
 */
public record LogOrigin(String issuer, int shard) {
    private static final String BETWEEN = "/ledger/";

    /** Checks that the text form can sign notes. */
    public LogOrigin {
        if (!NoteKey.isName(issuer) || shard < 0 || shard >= Shards.MAX) {
            throw new IllegalArgumentException("not the origin of a log");
        }
    }

    /** The line. */
    public String text() {
        return issuer + BETWEEN + shard;
    }

    /** Reads the line; empty when it is none. */
    public static Optional<LogOrigin> parse(String text) {
        int between = text.lastIndexOf(BETWEEN);
        if (between < 1) {
            return Optional.empty();
        }
        try {
            int shard = Integer.parseInt(text.substring(between + BETWEEN.length()));
            return Optional.of(new LogOrigin(text.substring(0, between), shard))
                    .filter(origin -> origin.text().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a number or not a name
        }
    }
}
