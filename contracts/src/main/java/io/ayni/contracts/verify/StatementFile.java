package io.ayni.contracts.verify;

/** The words of a statement's file, version 1. The format stands in {@code docs/transparency.md}. */
final class StatementFile {
    static final String HEADER = "ayni-statement 1";
    static final String STATEMENT = "statement";
    static final String CHECKPOINT = "checkpoint";
    static final String ENTRY = "entry";
    static final String RECEIVED = "received";
    static final String END = "end";
    /** Stands for a path without hashes. */
    static final String NO_PATH = "-";

    private StatementFile() {}
}
