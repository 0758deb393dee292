package io.ayni.gateway.serve;

import java.util.List;
import java.util.Optional;

/**
 * What a GET or HEAD says about conditions and ranges.
 *
 * @param head whether it is a HEAD
 * @param ifMatch values of {@code If-Match} joined with commas
 * @param ifNoneMatch values of {@code If-None-Match} joined with commas
 * @param ifRange value of {@code If-Range}
 * @param ranges the values of all {@code Range} headers
 */
public record FileRequest(
        boolean head,
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> ifRange,
        List<String> ranges) {
    /** Copies the list. */
    public FileRequest {
        ranges = List.copyOf(ranges);
    }
}
