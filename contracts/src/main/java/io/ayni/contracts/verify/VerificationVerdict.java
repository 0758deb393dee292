package io.ayni.contracts.verify;

/** What checking a journal export came to. */
public sealed interface VerificationVerdict {
    /**
     * Everything that can be checked offline holds.
     *
     * @param entries journal entries of all shards
     * @param settlements those that a receipt caused
     * @param accounts accounts that any posting touched
     * @param grants grants that were settled
     * @param settledBytes bytes settled under those grants in all
     * @param fundedMicroCredits what operators put into pools
     * @param paidMicroCredits what settlements paid to owners, pending at first
     * @param withheldMicroCredits what caps took
     * @param releasedMicroCredits pending earnings that owners may spend since
     * @param voidedMicroCredits pending earnings that went back to pools
     * @param redeemedMicroCredits what owners gave for benefits
     */
    record Content(
            long entries,
            long settlements,
            long accounts,
            long grants,
            long settledBytes,
            long fundedMicroCredits,
            long paidMicroCredits,
            long withheldMicroCredits,
            long releasedMicroCredits,
            long voidedMicroCredits,
            long redeemedMicroCredits)
            implements VerificationVerdict {}

    /**
     * An invariant does not hold: the first one met when the export is read from its beginning.
     *
     * @param invariant which
     * @param shard journal shard, {@value #NOWHERE} when the finding is not in one
     * @param number entry number, 0 when the finding is not in an entry
     * @param explanation what was found, one line, free of control characters
     */
    record Violated(Invariant invariant, int shard, long number, String explanation) implements VerificationVerdict {
        /** Stands for "no shard". */
        public static final int NOWHERE = -1;
    }
}
