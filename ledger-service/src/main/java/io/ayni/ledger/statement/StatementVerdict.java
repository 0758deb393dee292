package io.ayni.ledger.statement;

/** What came of the wish for a statement. */
public sealed interface StatementVerdict {
    /**
     * Here it is.
     *
     * @param statement with its contents
     */
    record DrawnUp(DrawnUpStatement statement) implements StatementVerdict {}

    /**
     * There is none.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements StatementVerdict {}

    /** Why there is no statement, in order of precedence. */
    enum Reason {
        /** The window has not begun. */
        NOT_BEGUN,
        /** The log has no checkpoint yet. */
        NO_CHECKPOINT,
        /** More than a statement opens into. */
        TOO_MANY_ENTRIES
    }
}
