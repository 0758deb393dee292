package io.ayni.agent.http;

import java.util.Arrays;

/** Conditional requests (RFC 9110, section 13) on a file that never changes: its entity tag decides. */
final class Preconditions {
    /** What the conditions ask for. */
    enum Outcome {
        /** Answer the request. */
        PROCEED,
        /** 304. */
        NOT_MODIFIED,
        /** 412. */
        FAILED
    }

    private Preconditions() {}

    /**
     * @param ifMatch header or null
     * @param ifNoneMatch header or null
     * @param etag strong entity tag with its quotes
     */
    static Outcome evaluate(String ifMatch, String ifNoneMatch, String etag) {
        if (ifMatch != null && !lists(ifMatch, etag, false)) {
            return Outcome.FAILED;
        }
        return ifNoneMatch != null && lists(ifNoneMatch, etag, true) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /** Whether a Range header counts: there is no If-Range, or it names this very entity. A date never does. */
    static boolean rangeCounts(String ifRange, String etag) {
        return ifRange == null || ifRange.strip().equals(etag);
    }

    private static boolean lists(String header, String etag, boolean comparesWeakly) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .map(tag -> comparesWeakly && tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
