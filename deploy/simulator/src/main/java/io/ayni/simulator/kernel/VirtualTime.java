package io.ayni.simulator.kernel;

import java.util.PriorityQueue;

/**
 * Time that passes only from one action to the next. Actions run in the order of their time, those of one time in the
 * order in which they were made, so that equal programs run equally. Not thread-safe.
 */
public final class VirtualTime {
    /** Microseconds of a millisecond. */
    public static final long MICROS_PER_MS = 1_000;

    private record Action(long atMicros, long order, Runnable what) implements Comparable<Action> {
        @Override
        public int compareTo(Action other) {
            return atMicros != other.atMicros
                    ? Long.compare(atMicros, other.atMicros)
                    : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Action> actions = new PriorityQueue<>();
    private long order;
    private long nowMicros;

    /** Microseconds since the start. */
    public long nowMicros() {
        return nowMicros;
    }

    /** Whole milliseconds since the start, counted from 1 so that 0 can mean never. */
    public long nowMs() {
        return nowMicros / MICROS_PER_MS + 1;
    }

    /** Has something done after a while. */
    public void after(long micros, Runnable what) {
        actions.add(new Action(nowMicros + micros, order++, what));
    }

    /** Goes to the next action and does it; false when there is none before the given time. */
    public boolean step(long untilMicros) {
        Action next = actions.peek();
        if (next == null || next.atMicros() > untilMicros) {
            return false;
        }
        actions.remove();
        nowMicros = next.atMicros();
        next.what().run();
        return true;
    }
}
