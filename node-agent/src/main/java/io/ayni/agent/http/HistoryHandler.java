package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.history.History;
import io.ayni.agent.history.HistoryRecorder;
import io.ayni.agent.history.Sample;
import io.ayni.agent.insight.StatedLine;
import io.ayni.agent.insight.WhatIf;
import io.ayni.agent.limit.Rate;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** {@code /api/history}, {@code /api/what-if} and {@code /api/line}; the caller has checked the token. */
final class HistoryHandler {
    private final HistoryRecorder history;
    private final StatedLine line;
    private final InstantSource clock;

    HistoryHandler(OwnerServices owner) {
        this.history = owner.history();
        this.line = owner.line();
        this.clock = owner.clock();
    }

    /** Times from the one up to, not including, the other. */
    private record Range(long fromMs, long toMs) {}

    /** @param body {@code fromMs} and {@code toMs}; without them the last day */
    void show(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        Range range = range(body);
        List<Sample> rows = history.between(range.fromMs(), range.toMs());
        Replies.json(exchange, 200, HistoryJson.of(rows, range.fromMs(), range.toMs(), line.bytesPerSecond()));
    }

    /** @param body {@code uploadBytesPerSecond} and a range as for {@link #show} */
    void whatIf(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        Map<String, Object> rest = new HashMap<>(body);
        Rate rate = rate(rest.remove("uploadBytesPerSecond"));
        Range range = range(rest);
        WhatIf answer = WhatIf.of(history.between(range.fromMs(), range.toMs()), rate.bytesPerSecond());
        Replies.json(exchange, 200, HistoryJson.of(answer));
    }

    void showLine(HttpExchange exchange) throws IOException {
        Replies.json(exchange, 200, lineJson());
    }

    /** @param body {@code uploadBytesPerSecond}, above 0 */
    void stateLine(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.get("uploadBytesPerSecond") instanceof Long speed) || speed <= 0) {
            throw HttpRefusal.malformed("\"uploadBytesPerSecond\" must be a number above 0");
        }
        line.state(speed);
        Replies.json(exchange, 200, lineJson());
    }

    private Map<String, Object> lineJson() throws IOException {
        Map<String, Object> json = new HashMap<>();
        OptionalLong stated = line.bytesPerSecond();
        json.put("uploadBytesPerSecond", stated.isPresent() ? stated.getAsLong() : null);
        return json;
    }

    private Range range(Map<String, Object> body) throws HttpRefusal {
        long nowMs = clock.millis();
        Object to = body.getOrDefault("toMs", nowMs);
        Object from = body.getOrDefault("fromMs", nowMs - Duration.ofDays(1).toMillis());
        if (!(from instanceof Long fromMs) || !(to instanceof Long toMs)) {
            throw HttpRefusal.malformed("\"fromMs\" and \"toMs\" must be Unix milliseconds");
        }
        long longestMs = Duration.ofDays(History.KEPT_DAYS).toMillis();
        if (fromMs < 0 || toMs <= fromMs || toMs - fromMs > longestMs) {
            throw HttpRefusal.malformed("a range ends after it begins, at most " + History.KEPT_DAYS + " days later");
        }
        return new Range(fromMs, toMs);
    }

    private static Rate rate(Object value) throws HttpRefusal {
        try {
            return switch (value) {
                case Long number when number != Long.MAX_VALUE -> new Rate(number);
                case String text -> Rate.parse(text);
                case null, default -> throw new IllegalArgumentException("a rate is a number or a text");
            };
        } catch (IllegalArgumentException e) {
            throw HttpRefusal.malformed("\"uploadBytesPerSecond\": " + e.getMessage());
        }
    }
}
