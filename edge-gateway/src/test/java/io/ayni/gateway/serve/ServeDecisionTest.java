package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.serve.ServeDecision.NotModified;
import io.ayni.gateway.serve.ServeDecision.Part;
import io.ayni.gateway.serve.ServeDecision.PreconditionFailed;
import io.ayni.gateway.serve.ServeDecision.Unsatisfiable;
import io.ayni.gateway.serve.ServeDecision.Whole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServeDecisionTest {
    private static final String TAG = "\"abc\"";
    private static final String WEAK = "W/\"abc\"";
    private static final String OTHER = "\"other\"";
    private static final String DATE = "Tue, 24 Nov 2026 00:00:00 GMT";

    static List<Arguments> cases() {
        return List.of(
                // method, If-Match, If-None-Match, If-Range, Range, length, expected
                row("GET", null, null, null, null, 1000, new Whole()),
                row("HEAD", null, null, null, null, 1000, new Whole()),
                // ranges
                row("GET", null, null, null, "bytes=0-0", 1000, new Part(0, 0)),
                row("GET", null, null, null, "bytes=0-", 1000, new Part(0, 999)),
                row("GET", null, null, null, "bytes=999-", 1000, new Part(999, 999)),
                row("GET", null, null, null, "bytes=10-5000", 1000, new Part(10, 999)),
                row("GET", null, null, null, "bytes=-1", 1000, new Part(999, 999)),
                row("GET", null, null, null, "bytes=-5000", 1000, new Part(0, 999)),
                row("GET", null, null, null, "bytes=1000-", 1000, new Unsatisfiable()),
                row("GET", null, null, null, "bytes=1000-2000", 1000, new Unsatisfiable()),
                row("GET", null, null, null, "bytes=-0", 1000, new Unsatisfiable()),
                row("GET", null, null, null, "bytes=99999999999999999999-", 1000, new Unsatisfiable()),
                row("GET", null, null, null, "bytes=5-4", 1000, new Whole()),
                row("GET", null, null, null, "bytes=0-1,3-4", 1000, new Whole()),
                row("GET", null, null, null, "bytes=2000-,3000-", 1000, new Whole()),
                row("GET", null, null, null, "lines=0-1", 1000, new Whole()),
                row("HEAD", null, null, null, "bytes=0-0", 1000, new Whole()),
                row("HEAD", null, null, null, "bytes=5000-", 1000, new Whole()),
                // an empty file
                row("GET", null, null, null, null, 0, new Whole()),
                row("GET", null, null, null, "bytes=0-", 0, new Unsatisfiable()),
                row("GET", null, null, null, "bytes=-1", 0, new Whole()),
                row("GET", null, null, null, "bytes=-0", 0, new Unsatisfiable()),
                // If-Range
                row("GET", null, null, TAG, "bytes=1-2", 1000, new Part(1, 2)),
                row("GET", null, null, OTHER, "bytes=1-2", 1000, new Whole()),
                row("GET", null, null, WEAK, "bytes=1-2", 1000, new Whole()),
                row("GET", null, null, DATE, "bytes=1-2", 1000, new Whole()),
                row("GET", null, null, OTHER, "bytes=1000-", 1000, new Whole()),
                row("GET", null, null, TAG, "bytes=1000-", 1000, new Unsatisfiable()),
                row("GET", null, null, TAG, null, 1000, new Whole()),
                // If-None-Match
                row("GET", null, TAG, null, null, 1000, new NotModified()),
                row("HEAD", null, TAG, null, null, 1000, new NotModified()),
                row("GET", null, WEAK, null, null, 1000, new NotModified()),
                row("GET", null, "*", null, null, 1000, new NotModified()),
                row("GET", null, OTHER + ", " + TAG, null, null, 1000, new NotModified()),
                row("GET", null, OTHER, null, null, 1000, new Whole()),
                row("GET", null, "nonsense", null, null, 1000, new Whole()),
                row("GET", null, TAG, null, "bytes=0-0", 1000, new NotModified()),
                row("GET", null, TAG, null, "bytes=5000-", 1000, new NotModified()),
                row("GET", null, OTHER, null, "bytes=0-0", 1000, new Part(0, 0)),
                // If-Match, which comes first
                row("GET", TAG, null, null, null, 1000, new Whole()),
                row("GET", "*", null, null, null, 1000, new Whole()),
                row("GET", OTHER, null, null, null, 1000, new PreconditionFailed()),
                row("HEAD", OTHER, null, null, null, 1000, new PreconditionFailed()),
                row("GET", WEAK, null, null, null, 1000, new PreconditionFailed()),
                row("GET", "nonsense", null, null, null, 1000, new PreconditionFailed()),
                row("GET", OTHER, TAG, null, null, 1000, new PreconditionFailed()),
                row("GET", TAG, TAG, null, null, 1000, new NotModified()),
                row("GET", OTHER, null, null, "bytes=5000-", 1000, new PreconditionFailed()),
                row("GET", TAG, null, null, "bytes=3-", 1000, new Part(3, 999)));
    }

    private static Arguments row(
            String method,
            String ifMatch,
            String ifNoneMatch,
            String ifRange,
            String range,
            long length,
            ServeDecision expected) {
        FileRequest request = new FileRequest(
                method.equals("HEAD"),
                Optional.ofNullable(ifMatch),
                Optional.ofNullable(ifNoneMatch),
                Optional.ofNullable(ifRange),
                range == null ? List.of() : List.of(range));
        return Arguments.of(request, length, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestIsAnsweredAsTheStandardSays(FileRequest request, long length, ServeDecision expected) {
        assertThat(ServeDecision.of(request, TAG, length)).isEqualTo(expected);
    }
}
