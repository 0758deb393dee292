package io.ayni.agent.http;

import io.ayni.agent.statement.CheckedStatement;
import io.ayni.agent.statement.StatedReceipt;
import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import io.ayni.contracts.verify.ProofVerdict.Refuted;
import java.util.LinkedHashMap;
import java.util.Map;

/** A statement as a JSON value: where its file is and what the verifier found. */
final class StatementJson {
    private StatementJson() {}

    static Map<String, Object> of(CheckedStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("window", statement.window());
        json.put("file", statement.file().toString());
        switch (statement.verdict()) {
            case Proven proven -> {
                json.put("verified", true);
                Map<String, Object> facts = new LinkedHashMap<>();
                for (Fact fact : proven.facts()) {
                    facts.put(fact.name(), value(fact.value()));
                }
                json.put("facts", facts);
            }
            case Refuted refuted -> {
                json.put("verified", false);
                json.put("invariant", refuted.violation().invariant().name());
                json.put("explanation", refuted.violation().explanation());
            }
        }
        return json;
    }

    static Map<String, Object> receipt(StatedReceipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", receipt.shard());
        json.put("entry", receipt.entry());
        json.put("recordedAtMs", receipt.recordedAtMs());
        json.put("grantId", receipt.grantId());
        json.put("contentId", receipt.contentId());
        json.put("receiptId", receipt.receiptId());
        json.put("bytes", receipt.bytes());
        json.put("paidMicroCredits", receipt.paidMicroCredits());
        json.put("withheldMicroCredits", receipt.withheldMicroCredits());
        return json;
    }

    private static Object value(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
