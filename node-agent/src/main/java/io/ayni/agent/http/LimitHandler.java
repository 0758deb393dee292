package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.limit.LimitsJson;
import io.ayni.agent.limit.LimitsView;
import io.ayni.agent.limit.OwnerLimits;
import io.ayni.agent.limit.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code /api/limits}, {@code /api/pause} and {@code /api/resume}; the caller has checked the token. */
final class LimitHandler {
    private final OwnerLimits limits;

    LimitHandler(OwnerLimits limits) {
        this.limits = limits;
    }

    /** A change of the limits. */
    private interface Change {
        LimitsView make() throws IOException;
    }

    void show(HttpExchange exchange) throws IOException {
        Replies.json(exchange, 200, LimitsJson.view(limits.view()));
    }

    /** @param body limits that shall hold; those not named stay */
    void change(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        answer(exchange, () -> limits.change(present -> LimitsJson.changed(present, body)));
    }

    /** @param body {@code forMs}, or nothing to pause until resumed */
    void pause(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        Optional<Duration> length = Optional.empty();
        if (body.containsKey("forMs")) {
            if (!(body.get("forMs") instanceof Long ms) || ms <= 0 || ms > Pause.LONGEST.toMillis()) {
                throw HttpRefusal.malformed("\"forMs\" must be a number of milliseconds, at most a year");
            }
            length = Optional.of(Duration.ofMillis(ms));
        }
        Optional<Duration> wanted = length;
        answer(exchange, () -> limits.pause(wanted));
    }

    void resume(HttpExchange exchange) throws IOException, HttpRefusal {
        answer(exchange, limits::resume);
    }

    private static void answer(HttpExchange exchange, Change change) throws IOException, HttpRefusal {
        LimitsView view;
        try {
            view = change.make();
        } catch (IllegalArgumentException e) {
            throw HttpRefusal.malformed(e.getMessage());
        } catch (IOException e) {
            throw new HttpRefusal(500, "not_kept", "the limits could not be kept: " + e.getMessage());
        }
        Replies.json(exchange, 200, LimitsJson.view(view));
    }
}
