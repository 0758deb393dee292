package io.ayni.ledger.simulation;

import io.ayni.contracts.document.ResultCode;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.redemption.EndVerdict;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.RefusalReason;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.SettlementProgress;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was met in some worlds: a simulation that never meets a thing says nothing about it. */
final class Sightings implements SettlementProgress {
    private final Map<Faults.Kind, Integer> faults = new EnumMap<>(Faults.Kind.class);
    private final Map<ResultCode, Integer> results = new EnumMap<>(ResultCode.class);
    private final Map<String, Integer> causes = new TreeMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private int gaps;

    Map<Faults.Kind, Integer> faults() {
        return faults;
    }

    Map<ResultCode, Integer> results() {
        return results;
    }

    /** Entries by the kind of their cause. */
    Map<String, Integer> causes() {
        return causes;
    }

    int gaps() {
        return gaps;
    }

    void met(ResultCode code) {
        results.merge(code, 1, Integer::sum);
    }

    /** What owners and operators were told: kinds of answers and reasons of refusals. */
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    void met(RedeemVerdict verdict) {
        verdicts.merge(
                verdict instanceof RedeemVerdict.Refused(RefusalReason reason) ? reason.name() : kind(verdict),
                1,
                Integer::sum);
    }

    void met(EndVerdict verdict) {
        verdicts.merge(kind(verdict), 1, Integer::sum);
    }

    void met(OperatorVerdict verdict) {
        verdicts.merge(
                verdict instanceof OperatorVerdict.Refused(OperatorRefusal reason) ? reason.name() : kind(verdict),
                1,
                Integer::sum);
    }

    private static String kind(Object verdict) {
        return verdict.getClass().getSimpleName();
    }

    void count(Database database) {
        database.journal.forEach(shard -> shard.forEach(
                line -> causes.merge(line.appended().entry().cause().getClass().getSimpleName(), 1, Integer::sum)));
    }

    @Override
    public void settled(int shard, Decision decision, long elapsedMs) {
        // the invariants have seen it
    }

    @Override
    public void waiting(int shard, int attempt, RuntimeException failure) {
        // the faults are counted where they are made
    }

    @Override
    public void gap(int shard, Gap gap) {
        gaps++;
    }

    @Override
    public void goingOn(int shard) {
        // nothing to count
    }
}
