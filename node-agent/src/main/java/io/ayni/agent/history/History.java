package io.ayni.agent.history;

import java.io.IOException;
import java.util.List;

/** Port to the kept rows. Safe for all threads. */
public interface History {
    /** Days that are kept at least; older rows make room. */
    int KEPT_DAYS = 400;

    /** Adds what was measured to the row of its period; a row that is there is added to. Survives a crash, whole or not at all. */
    void add(Sample sample) throws IOException;

    /** Deletes all rows. */
    void erase() throws IOException;

    /**
     * Rows in order of time, without those that are damaged.
     *
     * @param fromPeriod first period
     * @param toPeriod the one after the last
     */
    List<Sample> between(long fromPeriod, long toPeriod) throws IOException;
}
