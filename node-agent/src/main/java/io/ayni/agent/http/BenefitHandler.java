package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.benefit.CancelAnswer;
import io.ayni.agent.benefit.RedeemAnswer;
import io.ayni.agent.benefit.RedeemBenefit;
import io.ayni.agent.ledger.LedgerAwayException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/benefits} and {@code /api/redemptions}; the caller has checked the token. */
final class BenefitHandler {
    private final RedeemBenefit benefits;

    BenefitHandler(RedeemBenefit benefits) {
        this.benefits = benefits;
    }

    void offered(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET");
        try {
            List<?> offered =
                    benefits.offered().stream().map(BenefitJson::offered).toList();
            Replies.json(exchange, 200, Map.of("benefits", offered));
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }

    void redemptions(HttpExchange exchange) throws IOException, HttpRefusal {
        try {
            List<?> redemptions =
                    benefits.redemptions().stream().map(BenefitJson::redemption).toList();
            Replies.json(exchange, 200, Map.of("redemptions", redemptions));
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }

    /** @param body keys {@code benefit} and, if the owner has one, {@code idempotencyKey} */
    void redeem(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.get("benefit") instanceof String benefit)) {
            throw HttpRefusal.malformed("\"benefit\" must be the name of a benefit");
        }
        Object key = body.get("idempotencyKey");
        if (key != null && !(key instanceof String)) {
            throw HttpRefusal.malformed("\"idempotencyKey\" must be a text");
        }
        switch (redeem(benefit, Optional.ofNullable((String) key))) {
            case RedeemAnswer.Had had ->
                Replies.json(exchange, 200, Map.of("redemption", BenefitJson.redemption(had.redemption())));
            case RedeemAnswer.Refused refused ->
                throw new HttpRefusal(
                        409, refused.reason(), "the ledger refused, nothing was taken: " + refused.reason());
            case RedeemAnswer.KeyInUse used ->
                throw new HttpRefusal(409, "key_in_use", "the idempotency key was used for another request");
        }
    }

    /** @param body key {@code id}: which redemption */
    void cancel(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.get("id") instanceof String id)) {
            throw HttpRefusal.malformed("\"id\" must be the id of a redemption");
        }
        switch (cancel(id)) {
            case CancelAnswer.Cancelled(var redemption) ->
                Replies.json(exchange, 200, Map.of("redemption", BenefitJson.redemption(redemption)));
            case CancelAnswer.EndedOtherwise() ->
                throw new HttpRefusal(
                        409, "ended_otherwise", "the redemption is posted or expired, it cannot be called off");
            case CancelAnswer.Unknown() -> throw HttpRefusal.notFound("there is no such redemption of this account");
        }
    }

    private CancelAnswer cancel(String id) throws HttpRefusal {
        try {
            return benefits.cancel(id);
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage() + "; asking again is harmless");
        } catch (IllegalArgumentException e) {
            throw HttpRefusal.malformed(e.getMessage());
        }
    }

    private RedeemAnswer redeem(String benefit, Optional<String> key) throws IOException, HttpRefusal {
        try {
            return benefits.redeem(benefit, key);
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage() + "; asking again is the same request");
        } catch (IllegalArgumentException e) {
            throw HttpRefusal.malformed(e.getMessage());
        }
    }
}
