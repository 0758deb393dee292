package io.ayni.agent.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Range header (RFC 9110, section 14) asks of a file. */
public sealed interface ByteRange {
    /** The whole file: no header, one that is not understood, or several ranges at once. */
    record Whole() implements ByteRange {}

    /**
     * One part.
     *
     * @param first first byte
     * @param last last byte, inside the file
     */
    record Part(long first, long last) implements ByteRange {
        long lengthBytes() {
            return last - first + 1;
        }
    }

    /** No byte of the file is in the range. */
    record Unsatisfiable() implements ByteRange {}

    /** One range with digits that fit a long. */
    Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a header.
     *
     * @param header null when there is none
     * @param sizeBytes size of the file
     */
    static ByteRange parse(String header, long sizeBytes) {
        Matcher matcher = SINGLE.matcher(header == null ? "" : header);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return new Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return suffix == 0 || sizeBytes == 0
                    ? new Unsatisfiable()
                    : new Part(Math.max(0, sizeBytes - suffix), sizeBytes - 1);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (last < first) {
            return new Whole();
        }
        return first >= sizeBytes ? new Unsatisfiable() : new Part(first, Math.min(last, sizeBytes - 1));
    }
}
