package io.ayni.ledger.settlement;

import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import java.util.ArrayList;
import java.util.List;

/** Writes down what settling tells and how long it would have waited; fails when that never ends. */
final class RecordedProgress implements SettlementProgress, SettleRecords.Backoff {
    private static final int MAX_PAUSES = 1_000;

    final List<String> lines = new ArrayList<>();
    /** Before this pause the caller is told to stop; 0 for never. */
    int interruptedAtPause;

    private int pauses;

    @Override
    public void settled(int shard, Decision decision, long elapsedMs) {
        lines.add("settled to offset " + decision.head().nextOffset() + " in " + elapsedMs + " ms");
    }

    @Override
    public void waiting(int shard, int attempt, RuntimeException failure) {
        lines.add("waiting after " + attempt + ": " + failure.getMessage());
    }

    @Override
    public void gap(int shard, Gap gap) {
        lines.add("gap from " + gap.expectedOffset() + " to " + gap.foundOffset());
    }

    @Override
    public void goingOn(int shard) {
        lines.add("going on");
    }

    @Override
    public void pause(int failures) throws InterruptedException {
        pauses++;
        if (pauses > MAX_PAUSES) {
            throw new IllegalStateException("still waiting after " + MAX_PAUSES + " pauses");
        }
        if (pauses == interruptedAtPause) {
            throw new InterruptedException("told to stop");
        }
        lines.add("pause " + failures);
    }
}
