package io.ayni.contracts.verify;

import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.contracts.verify.VerificationVerdict.Violated;

/** A verdict as text, for people and for programs. */
final class VerdictText {
    private VerdictText() {}

    static String plain(VerificationVerdict verdict) {
        return switch (verdict) {
            case Content content -> plain(content);
            case Violated violated ->
                "VIOLATED: %s (%s)%n  where: %s%n  found: %s"
                        .formatted(
                                violated.invariant(),
                                violated.invariant().claim(),
                                place(violated),
                                violated.explanation());
        };
    }

    /** One line; the names of the keys are fixed. */
    static String json(VerificationVerdict verdict) {
        return switch (verdict) {
            case Content content -> json(content);
            case Violated violated ->
                "{\"verdict\":\"violated\",\"invariant\":\"%s\",\"shard\":%d,\"number\":%d,\"explanation\":\"%s\"}"
                        .formatted(
                                violated.invariant(),
                                violated.shard(),
                                violated.number(),
                                escape(violated.explanation()));
        };
    }

    static String plain(Proven proven) {
        StringBuilder text =
                new StringBuilder("CONTENT: ").append(proven.what()).append('.');
        proven.facts().forEach(fact -> text.append("%n  %-20s %s".formatted(fact.name(), fact.value())));
        return text.toString();
    }

    /** One line; the names of the keys are fixed. */
    static String json(Proven proven) {
        StringBuilder text = new StringBuilder("{\"verdict\":\"content\"");
        for (Fact fact : proven.facts()) {
            text.append(",\"").append(fact.name()).append("\":");
            text.append(fact.value() instanceof Number ? fact.value() : "\"" + escape("" + fact.value()) + "\"");
        }
        return text.append('}').toString();
    }

    private static String plain(Content content) {
        return """
                CONTENT: every invariant that can be checked offline holds.
                  entries      %d (%d settlements under %d grants)
                  accounts     %d, all balances sum to 0
                  settled      %d bytes
                  funded       %d micro-credits
                  paid         %d micro-credits (withheld by caps: %d)
                  released     %d micro-credits (voided: %d)
                  redeemed     %d micro-credits"""
                .formatted(
                        content.entries(),
                        content.settlements(),
                        content.grants(),
                        content.accounts(),
                        content.settledBytes(),
                        content.fundedMicroCredits(),
                        content.paidMicroCredits(),
                        content.withheldMicroCredits(),
                        content.releasedMicroCredits(),
                        content.voidedMicroCredits(),
                        content.redeemedMicroCredits());
    }

    private static String json(Content content) {
        return ("{\"verdict\":\"content\",\"entries\":%d,\"settlements\":%d,\"accounts\":%d,\"grants\":%d,"
                        + "\"settledBytes\":%d,\"fundedMicroCredits\":%d,\"paidMicroCredits\":%d,"
                        + "\"withheldMicroCredits\":%d,\"releasedMicroCredits\":%d,\"voidedMicroCredits\":%d,"
                        + "\"redeemedMicroCredits\":%d}")
                .formatted(
                        content.entries(),
                        content.settlements(),
                        content.accounts(),
                        content.grants(),
                        content.settledBytes(),
                        content.fundedMicroCredits(),
                        content.paidMicroCredits(),
                        content.withheldMicroCredits(),
                        content.releasedMicroCredits(),
                        content.voidedMicroCredits(),
                        content.redeemedMicroCredits());
    }

    private static String place(Violated violated) {
        if (violated.shard() == Violated.NOWHERE) {
            return "the input as a whole";
        }
        return "shard " + violated.shard() + (violated.number() > 0 ? ", entry " + violated.number() : "");
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
