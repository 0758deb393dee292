package io.ayni.contracts.transparency;

import io.ayni.testing.GoldenVectors;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The vectors of the public log by their kind. */
final class LogVectors {
    private LogVectors() {}

    static List<String[]> rows(String kind) {
        return GoldenVectors.rows("/vectors/transparency.txt").stream()
                .filter(row -> row[0].equals(kind))
                .toList();
    }

    /** Each row as the one argument of a test. */
    static List<Arguments> arguments(String kind) {
        return rows(kind).stream().map(row -> Arguments.of((Object) row)).toList();
    }
}
