package io.ayni.agent.history;

/** Rows for tests: a whole period that saw nothing, with what matters changed. */
public final class ASample {
    private ASample() {}

    /** A period in which so much was given while so many milliseconds saw bytes go out, under a limit. */
    public static Sample giving(long period, long bytes, long givingMs, long limitBytesPerSecond) {
        return new Sample(
                period, Sample.PERIOD_MS, bytes, givingMs, 0, 0, 0, bytes / 1000, bytes, 0, 0, limitBytesPerSecond);
    }
}
