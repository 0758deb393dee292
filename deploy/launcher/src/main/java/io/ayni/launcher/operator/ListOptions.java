package io.ayni.launcher.operator;

import io.ayni.ledger.v1.OperatorGrpc.OperatorBlockingStub;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What every verb takes that lists. */
final class ListOptions extends LedgerOptions {
    private static final int MOST = 100_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most rows, 1 to 100000. Default ${DEFAULT-VALUE}.")
    private int limit;

    /** An rpc that lists. */
    interface Rpc<P> {
        /** A page of a size after a token. */
        P page(OperatorBlockingStub rpc, int size, String token);
    }

    /** Reads as many rows as are wanted. */
    <P, R> List<R> read(Rpc<P> rpc, Function<P, List<R>> rows, Function<P, String> next) {
        int most = limit();
        return with(connection ->
                Pages.read(most, (size, token) -> connection.call(stub -> rpc.page(stub, size, token)), rows, next));
    }

    private int limit() {
        return read(() -> {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("--limit is " + limit + "; it takes 1 to " + MOST + ".");
            }
            return limit;
        });
    }

    /** An instant as people and programs read it; nothing for none. */
    static String time(long ms) {
        return ms == 0 ? "" : Instant.ofEpochMilli(ms).toString();
    }
}
