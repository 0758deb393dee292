package io.ayni.agent.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns readings into rows: one row is due when a period is over. Pure; not thread-safe. */
public final class HistoryRules {
    private Reading last;
    private Sample open;

    /** @param first meters at the start; what was before is not this agent's */
    public HistoryRules(Reading first) {
        this.last = first;
        this.open = Sample.empty(Sample.periodAt(first.atMs()));
    }

    /** Takes a reading; gives the row that is over, if one is. */
    public Optional<Sample> take(Reading reading) {
        Sample more = reading.since(last);
        last = reading;
        if (more.period() == open.period()) {
            open = open.then(more);
            return Optional.empty();
        }
        Optional<Sample> over = rest();
        open = more;
        return over;
    }

    /** What is measured of the period that is not over; empty when it is nothing. */
    public Optional<Sample> rest() {
        return open.observedMs() > 0 ? Optional.of(open) : Optional.empty();
    }

    /** Begins the running period again, with nothing. */
    public void restart() {
        open = Sample.empty(open.period());
    }

    /** Rows with the one that is not over, in order. */
    public List<Sample> with(List<Sample> kept) {
        if (rest().isEmpty()) {
            return kept;
        }
        List<Sample> all = new ArrayList<>(kept);
        boolean goesOn = !all.isEmpty() && all.getLast().period() == open.period();
        if (goesOn) {
            all.add(all.removeLast().then(open));
        } else {
            all.add(open);
        }
        return all;
    }
}
