package io.ayni.ledger.report;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Report;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.report.ReportRules.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmitReportsTest {
    private static final Node NODE = Node.named("downloader");
    private static final Node OTHER = Node.named("other");
    private static final Report REPORT = new Report(aGrant("g").id(), 100, 1, 2, 3);

    private final KeptReports store = new KeptReports();
    private final SubmitReports submitReports = new SubmitReports(store, () -> 1_000_000);

    @Test
    void soundReportsAreKeptAndEachOtherIsToldItsFaultInItsPlace() {
        // Given
        Envelope sound = Envelope.sign(REPORT, NODE.key());
        byte[] cut = Arrays.copyOf(sound.body(), sound.body().length - 1);

        // When
        List<Optional<Fault>> faults = submitReports.submit(
                NODE.key().publicKey(),
                NODE.account(),
                List.of(
                        signed(OTHER, sound.body()),
                        sound,
                        signed(NODE, cut),
                        signed(OTHER, cut),
                        aGrant("g").envelope()));

        // Then
        assertThat(faults)
                .containsExactly(
                        Optional.of(Fault.BAD_SIGNATURE),
                        Optional.empty(),
                        Optional.of(Fault.MALFORMED),
                        Optional.of(Fault.MALFORMED),
                        Optional.of(Fault.MALFORMED));
        assertThat(store.kept).containsExactly(NODE.id() + " " + NODE.account() + " 100 at 1000000");
    }

    @Test
    void nothingSoundIsNothingToKeep() {
        // When
        submitReports.submit(NODE.key().publicKey(), NODE.account(), List.of(signed(OTHER, REPORT.encode())));

        // Then
        assertThat(store.calls).isZero();
    }

    @Test
    void aKeyIsThatOfItsNodeOnly() {
        byte[] key = NODE.key().publicKey().bytes();
        assertThat(ReportRules.keyOf(NODE.id(), key)).contains(NODE.key().publicKey());
        assertThat(ReportRules.keyOf(OTHER.id(), key)).isEmpty();
        assertThat(ReportRules.keyOf(NODE.id(), new byte[32])).isEmpty();
        assertThat(ReportRules.keyOf(NODE.id(), Arrays.copyOf(key, 31))).isEmpty();
        assertThat(ReportRules.keyOf(NODE.id(), new byte[0])).isEmpty();
    }

    @Test
    void onlySignaturesForMoreThanIsReportedContradictAReport() {
        assertThat(ReportRules.contradicts(101, 100)).isTrue();
        assertThat(ReportRules.contradicts(100, 100)).isFalse();
        assertThat(ReportRules.contradicts(99, 100)).isFalse();
    }

    @Test
    void theLastTenMinutesAreLookedAtAgain() {
        // When
        submitReports.openMissedCases();

        // Then
        assertThat(store.lookedSinceMs).isEqualTo(400_000);
    }

    private static Envelope signed(Node node, byte[] body) {
        return new Envelope(body, node.key().sign(body), node.key().publicKey().id());
    }

    /** Writes down what is kept. */
    private static final class KeptReports implements ReportStore {
        final List<String> kept = new ArrayList<>();
        int calls;
        long lookedSinceMs;

        @Override
        public void keep(NodeId node, AccountId account, List<Signed> reports, long receivedAtMs) {
            calls++;
            reports.forEach(signed ->
                    kept.add(node + " " + account + " " + signed.report().cumulativeBytes() + " at " + receivedAtMs));
        }

        @Override
        public void openMissedCases(long receivedSinceMs, long nowMs) {
            lookedSinceMs = receivedSinceMs;
        }
    }
}
