package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.statement.CheckedStatement;
import io.ayni.agent.statement.FetchStatement;
import java.io.IOException;
import java.util.Map;

/** {@code POST /api/statements}: fetches and checks a statement; the caller has checked the token. */
final class StatementHandler {
    private static final long MAX_WINDOW = 0xffff_ffffL;

    private final FetchStatement statements;

    StatementHandler(FetchStatement statements) {
        this.statements = statements;
    }

    /** @param body key {@code window}: hour since the Unix epoch */
    void fetch(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.get("window") instanceof Long window) || window < 0 || window > MAX_WINDOW) {
            throw HttpRefusal.malformed("\"window\" must be a number of hours since 1970");
        }
        try {
            CheckedStatement statement = statements.fetch(window);
            Replies.json(exchange, 200, StatementJson.of(statement));
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }
}
