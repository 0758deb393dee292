package io.ayni.agent.http;

import io.ayni.agent.benefit.OfferedBenefit;
import io.ayni.agent.benefit.RedemptionStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Benefits and redemptions as JSON values. */
final class BenefitJson {
    private BenefitJson() {}

    static Map<String, Object> offered(OfferedBenefit benefit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", benefit.name());
        json.put("version", benefit.version());
        json.put("title", benefit.title());
        json.put("kind", benefit.kind());
        json.put("priceMicroCredits", benefit.priceMicroCredits());
        json.put("lastingMs", benefit.lastingMs());
        json.put("confirmWithinMs", benefit.confirmWithinMs());
        json.put("terms", benefit.terms());
        return json;
    }

    static Map<String, Object> redemption(RedemptionStatus redemption) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", redemption.id());
        json.put("state", redemption.state());
        json.put("benefit", offered(redemption.benefit()));
        json.put("requestedAtMs", redemption.requestedAtMs());
        json.put("confirmByMs", redemption.confirmByMs());
        json.put("endedAtMs", redemption.endedAtMs());
        json.put("voucher", redemption.voucher().orElse(null));
        json.put("entitledFromMs", redemption.entitledFromMs());
        json.put("entitledUntilMs", redemption.entitledUntilMs());
        return json;
    }
}
