package io.ayni.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two faults always have the same answer: that of the earlier code. */
class SettlementPrecedenceTest {
    private static final SettlementRules RULES = SettlementDesk.rules(CapPolicy.DEFAULT);

    record Pair(EntryFault first, EntryFault second) {}

    static Stream<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (EntryFault first : EntryFault.values()) {
            for (EntryFault second : EntryFault.values()) {
                if (first.ordinal() < second.ordinal() && first.canBeTogetherWith(second)) {
                    pairs.add(new Pair(first, second));
                }
            }
        }
        return pairs.stream();
    }

    @Test
    void anEntryWithoutAFaultIsPosted() {
        assertThat(settle(new FaultyEntry())).containsExactly(posted(), posted());
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultAloneHasItsCode(EntryFault fault) {
        // Given
        FaultyEntry entry = new FaultyEntry();
        fault.putInto(entry);
        // When
        List<SettlementResult> results = settle(entry);
        // Then
        assertThat(results).extracting(SettlementResult::code).containsExactly(fault.code, fault.code);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ofTwoFaultsTheEarlierCodeWins(Pair pair) {
        // Given
        FaultyEntry entry = new FaultyEntry();
        pair.second.putInto(entry);
        pair.first.putInto(entry);
        // When
        List<SettlementResult> results = settle(entry);
        // Then
        ResultCode earlier = pair.first.code;
        assertThat(earlier).isLessThanOrEqualTo(pair.second.code);
        assertThat(results).extracting(SettlementResult::code).containsExactly(earlier, earlier);
    }

    @Test
    void everyTwoCodesMeetInSomePairUnlessNoEntryCanHaveBoth() {
        // Given
        Set<ResultCode> faults = EnumSet.complementOf(EnumSet.of(ResultCode.POSTED));
        List<String> missing = new ArrayList<>();
        // When
        for (ResultCode first : faults) {
            for (ResultCode second : faults) {
                if (first.compareTo(second) < 0 && pairs().noneMatch(pair -> isOf(pair, first, second))) {
                    missing.add(first + " " + second);
                }
            }
        }
        // Then: a key that is not known has no time of validity
        assertThat(missing).containsExactly("UNKNOWN_KEY KEY_REVOKED");
    }

    private static boolean isOf(Pair pair, ResultCode first, ResultCode second) {
        return pair.first.code == first && pair.second.code == second;
    }

    /** Decides twice: with the signatures looked at before, and with that left to the decision. */
    private static List<SettlementResult> settle(FaultyEntry faulty) {
        Envelope batch = FaultyEntry.UPLOADER.batch(1, faulty.entry());
        Arrival arrival = Records.arrival(0, FaultyEntry.UPLOADER, batch, faulty.receivedAtMs);
        return Stream.of(Records.proven(arrival), Records.screened(arrival))
                .map(record -> settle(faulty.state(), record))
                .toList();
    }

    private static SettlementResult settle(LoadedState state, JudgedRecord record) {
        Decision decision = ((Decided) RULES.decide(state, List.of(record), SettlementDesk.DECIDED_AT_MS)).decision();
        SettlementResult result = decision.acks().getFirst().ack().results().getFirst();
        switch (result.code()) {
            case POSTED -> assertThat(decision.lots()).hasSize(1);
            case CAPPED -> assertSettledForNothing(decision, result);
            default -> assertNothingHappened(state, decision, result);
        }
        return result;
    }

    /** A cap that took all of it: the mark moves, no money does. */
    private static void assertSettledForNothing(Decision decision, SettlementResult result) {
        assertThat(decision.entries()).hasSize(1);
        assertThat(decision.marks()).hasSize(1);
        assertThat(decision.balanceChanges()).isEmpty();
        assertThat(decision.lots()).isEmpty();
        assertThat(result.amountMicroCredits()).isZero();
        assertThat(result.entryNumber()).isEqualTo(1);
    }

    private static void assertNothingHappened(LoadedState state, Decision decision, SettlementResult result) {
        assertThat(decision.head()).isEqualTo(state.head().withNextOffset(1));
        assertThat(decision.entries()).isEmpty();
        assertThat(decision.marks()).isEmpty();
        assertThat(decision.balanceChanges()).isEmpty();
        assertThat(decision.lots()).isEmpty();
        assertThat(decision.capUses()).isEmpty();
        assertThat(decision.newGrants()).isEmpty();
        assertThat(decision.nodeTotals()).isEmpty();
        assertThat(decision.deliveries()).isEmpty();
        assertThat(result.amountMicroCredits()).isZero();
        assertThat(result.entryNumber()).isZero();
    }

    private static SettlementResult posted() {
        return new SettlementResult(new FaultyEntry().grant.id(), ResultCode.POSTED, FaultyEntry.BYTES, 10_000, 0, 1);
    }
}
