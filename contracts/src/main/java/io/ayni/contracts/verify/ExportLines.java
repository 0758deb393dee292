package io.ayni.contracts.verify;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The lines of an export, one at a time, split at single spaces. A line is bounded by {@link ExportFormat#MAX_LINE_CHARS}
 * and ends in a line feed, the last one too, so that a cut anywhere is found. Knows its place for explanations.
 */
final class ExportLines {
    private final Reader in;
    private final char[] buffer = new char[ExportFormat.MAX_LINE_CHARS];
    private final StringBuilder line = new StringBuilder(2048);
    private int position;
    private int filled;
    private long number;
    private String[] current;

    /** Stands before the first line. */
    ExportLines(Reader in) {
        this.in = in;
    }

    /** Goes to the next line. */
    void advance() throws IOException, ViolationException {
        if (!readLine()) {
            current = new String[] {""};
            return;
        }
        number++;
        current = line.toString().split(" ", -1);
    }

    /** Whether the current line starts with the word; false beyond the end. */
    boolean is(String word) {
        return current[0].equals(word);
    }

    /** The current line as it stands. */
    String text() {
        return String.join(" ", current);
    }

    /** The fields after the word of the current line, of which there must be this many. */
    String[] fields(int count) throws ViolationException {
        if (current.length != count + 1) {
            throw malformed("expected " + count + " fields after the word");
        }
        return Arrays.copyOfRange(current, 1, current.length);
    }

    /** Number of fields after the word. */
    int fieldCount() {
        return current.length - 1;
    }

    /** A violation of the format in the current line. */
    ViolationException malformed(String explanation) {
        return new ViolationException(
                Invariant.FORMAT, VerificationVerdict.Violated.NOWHERE, 0, "line " + number + ": " + explanation);
    }

    /** Refuses anything after the current line. */
    void requireNoMore() throws IOException, ViolationException {
        if (readLine()) {
            number++;
            throw malformed("something follows the end");
        }
    }

    private boolean readLine() throws IOException, ViolationException {
        line.setLength(0);
        for (int c = read(); c >= 0; c = read()) {
            if (c == '\n') {
                return true;
            }
            if (line.length() == ExportFormat.MAX_LINE_CHARS) {
                number++;
                throw malformed("longer than " + ExportFormat.MAX_LINE_CHARS + " characters");
            }
            line.append((char) c);
        }
        if (!line.isEmpty()) {
            number++;
            throw malformed("cut short");
        }
        return false;
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = in.read(buffer);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[position++];
    }
}
