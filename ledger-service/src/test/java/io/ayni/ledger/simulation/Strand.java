package io.ayni.ledger.simulation;

import java.util.concurrent.Semaphore;

/**
 * A course of actions that pauses in virtual time, so that the ledger's blocking code runs unchanged. It has a thread to
 * keep its stack, but only one strand runs at a time: whoever lets it go on waits until it pauses or ends.
 *
 * <pre>
 * waiting ──goOn──► running ──pause──► waiting
 *    └──kill──► unwinding ──► ended ◄──┘
 * </pre>
 */
final class Strand {
    /** Unwinds a strand whose process was killed; no code of the ledger catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Kernel kernel;
    private boolean ended;
    private boolean killed;

    Strand(Kernel kernel, Runnable body) {
        this.kernel = kernel;
        Thread.ofVirtual().start(() -> live(body));
    }

    private void live(Runnable body) {
        go.acquireUninterruptibly();
        try {
            if (!killed) {
                body.run();
            }
        } catch (Killed e) {
            // unwound: what it held is released, what it had not written is lost
        } catch (Error e) {
            kernel.fail(e);
        } catch (RuntimeException e) {
            kernel.fail(new Violation("UNEXPECTED", "an exception that nobody handles: " + e, e));
        } finally {
            ended = true;
            back.release();
        }
    }

    /** Lets it run until it pauses or ends. */
    void goOn() {
        if (ended) {
            return;
        }
        Strand before = kernel.running();
        kernel.running(this);
        go.release();
        back.acquireUninterruptibly();
        kernel.running(before);
    }

    /** Called by the strand itself: the world goes on for so long. */
    void pause(long ms) {
        kernel.after(ms, this::goOn);
        back.release();
        go.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
    }

    /** Ends it where it stands. */
    void kill() {
        killed = true;
        goOn();
    }
}
