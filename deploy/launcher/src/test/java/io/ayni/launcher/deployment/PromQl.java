package io.ayni.launcher.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a query as far as dashboards and alerts need it: arithmetic and comparison, selectors with matchers and ranges,
 * aggregations, functions, {@code and}, {@code or} and {@code unless}. Other queries are refused, also right ones.
 */
final class PromQl {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?)(?![a-z])|(?<range>\\[\\d+[smhd]])|(?<text>\"[^\"]*\")"
                    + "|(?<name>[A-Za-z_:][A-Za-z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>]))");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "avg", "min", "max", "count");
    private static final Set<String> OVER_RANGES = Set.of("rate", "increase", "irate", "max_over_time");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");
    private static final Set<String> MATCHES = Set.of("=", "!=", "=~", "!~");

    private final String query;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> metrics = new TreeSet<>();
    private int at;

    private PromQl(String query) {
        this.query = query;
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (!query.substring(end).isBlank()) {
            throw refused("at character " + end);
        }
    }

    /**
     * The names of the metrics that a query asks for.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static Set<String> metrics(String query) {
        PromQl reader = new PromQl(query);
        reader.expression();
        if (reader.at < reader.tokens.size()) {
            throw reader.refused("nothing is expected before " + reader.peek());
        }
        return reader.metrics;
    }

    private void expression() {
        operand();
        while (OPERATORS.contains(peek())) {
            at++;
            operand();
        }
    }

    private void operand() {
        if (take("-")) {
            operand();
        } else if (take("(")) {
            expression();
            require(")");
        } else if (isNumber(peek())) {
            at++;
        } else {
            named(false);
        }
    }

    /** A call, an aggregation or a selector. */
    private void named(boolean ranged) {
        String name = next();
        if (AGGREGATIONS.contains(name)) {
            if (take("by") || take("without")) {
                labels();
            }
            require("(");
            expression();
            require(")");
        } else if (OVER_RANGES.contains(name)) {
            require("(");
            named(true);
            require(")");
        } else {
            selector(name, ranged);
        }
    }

    private void labels() {
        require("(");
        do {
            name(next());
        } while (take(","));
        require(")");
    }

    private void selector(String metric, boolean ranged) {
        metrics.add(name(metric));
        if (take("{")) {
            do {
                name(next());
                if (!MATCHES.contains(next()) || !next().startsWith("\"")) {
                    throw refused("a matcher is a label, a sign and a text in quotes");
                }
            } while (take(","));
            require("}");
        }
        if (ranged != peek().startsWith("[")) {
            throw refused(metric + (ranged ? " needs a range" : " takes no range here"));
        }
        at += ranged ? 1 : 0;
    }

    private String name(String token) {
        if (!token.matches("[A-Za-z_:][A-Za-z0-9_:]*")) {
            throw refused("a name is expected instead of " + token);
        }
        return token;
    }

    private static boolean isNumber(String token) {
        return token.matches("\\d.*");
    }

    private boolean take(String token) {
        boolean taken = peek().equals(token);
        at += taken ? 1 : 0;
        return taken;
    }

    private void require(String token) {
        if (!take(token)) {
            throw refused(token + " is expected instead of " + peek());
        }
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "the end";
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(query + ": " + why);
    }
}
