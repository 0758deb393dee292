package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.statement.CheckedStatement;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import java.io.IOException;
import java.util.Map;

/** {@code POST /api/statements} and {@code /api/statements/receipts}: fetches and checks a statement; the caller has checked the token. */
final class StatementHandler {
    private static final long MAX_WINDOW = 0xffff_ffffL;

    private final FetchStatement statements;

    StatementHandler(FetchStatement statements) {
        this.statements = statements;
    }

    /** @param body key {@code window}: hour since the Unix epoch */
    void fetch(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        Replies.json(exchange, 200, StatementJson.of(checked(body)));
    }

    /** The same with the receipts that it opens into, if the verifier finds it good. */
    void receipts(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        CheckedStatement statement = checked(body);
        Map<String, Object> json = StatementJson.of(statement);
        if (statement.verdict() instanceof Proven) {
            json.put(
                    "receipts",
                    statements.receipts(statement).stream()
                            .map(StatementJson::receipt)
                            .toList());
        }
        Replies.json(exchange, 200, json);
    }

    private CheckedStatement checked(Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.get("window") instanceof Long window) || window < 0 || window > MAX_WINDOW) {
            throw HttpRefusal.malformed("\"window\" must be a number of hours since 1970");
        }
        try {
            return statements.fetch(window);
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }
}
