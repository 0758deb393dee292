package io.ayni.ledger.operator;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param <T> of what
 * @param rows at most as many as asked for
 * @param nextToken names the next page, empty on the last one
 */
public record Page<T>(List<T> rows, Optional<String> nextToken) {
    /** Cuts a page of a size out of rows of which one more was read, if there was one more. */
    public static <T> Page<T> cut(List<T> readAhead, int size, Function<T, String> token) {
        if (readAhead.size() <= size) {
            return new Page<>(readAhead, Optional.empty());
        }
        List<T> rows = readAhead.subList(0, size);
        return new Page<>(rows, Optional.of(token.apply(rows.getLast())));
    }
}
