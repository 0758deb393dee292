package io.ayni.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.fixture.LongRun;
import io.ayni.ledger.fixture.BreakablePlatform;
import io.ayni.ledger.fixture.CommitReplyLoss;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerProcess;
import io.ayni.ledger.fixture.SettlingLoad;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The packaged ledger when it does not learn what became of its commits. */
class LostCommitRepliesIT {
    private static final BreakablePlatform PLATFORM = BreakablePlatform.shared();
    private static final int NODES = 4;
    private static final int ONE_IN = 15;
    private static final int ACCEPTED = LongRun.orElse(20_000, 250);

    @Test
    void whatIsCommittedWithoutAReplyIsNotWrittenAgain() throws Exception {
        // Given
        long seed = BreakablePlatform.newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        try (CommitReplyLoss loss = new CommitReplyLoss(PLATFORM.database(), random.split());
                LedgerProcess ledger =
                        PLATFORM.startLedger("lossy", loss.database().settings())) {
            ledger.awaitReady();
            try (LedgerClient client = new LedgerClient(ledger.port())) {
                // When
                loss.loseOneIn(ONE_IN);
                SettlingLoad load = new SettlingLoad(client, "lost-commits-" + seed, NODES, seed);
                load.awaitMoreAccepted(ACCEPTED);
                loss.loseNone();

                // Then
                load.awaitMoreAccepted(20);
                PLATFORM.verify(load, client);
                ledger.awaitReadiness(200);
                double retries = ledger.counter("ayni_ledger_settlement_retries_total");
                System.out.println(loss.lost() + " replies lost, " + retries + " of them to settlements");
                assertThat(loss.lost()).isPositive();
                assertThat(retries).isPositive();
            }
        }
    }
}
