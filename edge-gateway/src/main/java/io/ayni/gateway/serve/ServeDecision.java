package io.ayni.gateway.serve;

/** How a request for a file is answered; the outcome of {@link #of}, a pure function. */
public sealed interface ServeDecision {
    /** 200 with all bytes. */
    record Whole() implements ServeDecision {}

    /**
     * 206 with one part.
     *
     * @param first first byte
     * @param last last byte, within the file, not below the first
     */
    record Part(long first, long last) implements ServeDecision {
        /** Number of bytes. */
        public long lengthBytes() {
            return last - first + 1;
        }
    }

    /** 304. */
    record NotModified() implements ServeDecision {}

    /** 412. */
    record PreconditionFailed() implements ServeDecision {}

    /** 416: no byte of the file is in the range. */
    record Unsatisfiable() implements ServeDecision {}

    /**
     * Decides in the order of RFC 9110, section 13.2.2: {@code If-Match}, {@code If-None-Match}, then {@code Range} with
     * {@code If-Range}. There is no modification date, so {@code If-Range} with a date matches nothing. A range counts on
     * GET only.
     *
     * @param entityTag strong tag of the file
     * @param lengthBytes size of the file, 0 or more
     */
    static ServeDecision of(FileRequest request, String entityTag, long lengthBytes) {
        if (request.ifMatch().isPresent()
                && !EntityTags.parse(request.ifMatch().get()).matchesStrongly(entityTag)) {
            return new PreconditionFailed();
        }
        if (request.ifNoneMatch().isPresent()
                && EntityTags.parse(request.ifNoneMatch().get()).matchesWeakly(entityTag)) {
            return new NotModified();
        }
        boolean rangeCounts =
                !request.head() && request.ifRange().map(entityTag::equals).orElse(true);
        return rangeCounts ? ranged(RangeHeader.parse(request.ranges()), lengthBytes) : new Whole();
    }

    private static ServeDecision ranged(RangeHeader range, long lengthBytes) {
        return switch (range) {
            case RangeHeader.Ignored() -> new Whole();
            case RangeHeader.FromTo(long first, long last) ->
                first >= lengthBytes ? new Unsatisfiable() : new Part(first, Math.min(last, lengthBytes - 1));
            case RangeHeader.Suffix(long count) -> suffix(count, lengthBytes);
        };
    }

    private static ServeDecision suffix(long count, long lengthBytes) {
        if (count == 0) {
            return new Unsatisfiable();
        }
        // The last bytes of an empty file are satisfiable, but no Content-Range can say so: it is sent whole.
        return lengthBytes == 0 ? new Whole() : new Part(Math.max(0, lengthBytes - count), lengthBytes - 1);
    }
}
