package io.ayni.embedded.process;

/**
 * What is done when this JVM ends in order (last statement, {@code System.exit}, INT, TERM, HUP), around the end of its
 * child processes:
 *
 * <pre>{@code
 * actions of beforeChildrenEnd ──► remaining children, latest first ──► actions of afterChildrenEnded
 * }</pre>
 *
 * <p>Actions of each kind run one after the other, latest first. From the beginning no further child is started.
 * Nothing of this runs after {@code kill -9}; only the children are ended then.
 */
public final class AtExit {
    private AtExit() {}

    /** Adds an action that runs while the children still run. */
    public static void beforeChildrenEnd(Runnable action) {
        ProcessGuard.instance().addBefore(action);
    }

    /** Adds an action that runs when no child is left. */
    public static void afterChildrenEnded(Runnable action) {
        ProcessGuard.instance().addAfter(action);
    }

    /** Whether the end of this JVM has begun; failures from then on are only its echo. */
    public static boolean hasBegun() {
        return ProcessGuard.isEnding();
    }
}
