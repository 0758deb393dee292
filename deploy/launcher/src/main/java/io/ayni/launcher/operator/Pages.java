package io.ayni.launcher.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads lists page by page. */
final class Pages {
    /** Rows of a page. */
    static final int SIZE = 500;

    private Pages() {}

    /**
     * Reads up to {@code limit} rows.
     *
     * @param page asks for a page of a size after a token
     * @param rows of a page
     * @param next token of the page that follows, empty on the last one
     */
    static <P, R> List<R> read(
            int limit, BiFunction<Integer, String, P> page, Function<P, List<R>> rows, Function<P, String> next) {
        List<R> all = new ArrayList<>();
        String token = "";
        do {
            P answer = page.apply(Math.min(SIZE, limit - all.size()), token);
            all.addAll(rows.apply(answer));
            token = next.apply(answer);
        } while (!token.isEmpty() && all.size() < limit);
        return all;
    }
}
