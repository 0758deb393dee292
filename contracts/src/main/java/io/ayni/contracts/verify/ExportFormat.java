package io.ayni.contracts.verify;

/** The words of the journal export, version 1. The format stands in {@code docs/protocol.md}. */
final class ExportFormat {
    static final String HEADER = "ayni-journal-export 1";
    static final String SHARDS = "shards";
    static final String SHARD = "shard";
    static final String ENTRY = "entry";
    static final String ROWS = "rows";
    static final String HEAD = "head";
    static final String BALANCE = "balance";
    static final String END = "end";

    /** Longer than any line that the bounds of bodies and documents allow. */
    static final int MAX_LINE_CHARS = 8192;

    private ExportFormat() {}
}
