package io.ayni.agent.swarm.exchange;

/**
 * Port to what the owner lets the node use in one direction, shared by all items. It is asked before the first byte of a
 * block or a piece, on one thread, and answers at once.
 */
public interface TransferBudget {
    /** No limit. */
    TransferBudget UNLIMITED = new TransferBudget() {
        @Override
        public boolean isOpen(long nowMs) {
            return true;
        }

        @Override
        public boolean tryTake(int bytes, long nowMs) {
            return true;
        }
    };

    /**
     * Whether anything may be taken now.
     *
     * @param nowMs milliseconds that only go forward
     */
    boolean isOpen(long nowMs);

    /** Takes the bytes, all of them, if they may flow now; false: ask again later. */
    boolean tryTake(int bytes, long nowMs);
}
