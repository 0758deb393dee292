package io.ayni.agent.ledger;

/**
 * A journal entry of the owner's account.
 *
 * @param shard of the journal
 * @param number within the shard
 * @param recordedAtMs the ledger's clock
 * @param kind the contract's word in lower case, for example {@code settlement} or {@code release}
 * @param postedChangeMicroCredits what it changes of what may be spent
 * @param pendingChangeMicroCredits what it changes of what may still be lost
 * @param heldChangeMicroCredits what it changes of what is set aside for redemptions
 */
public record AccountEntry(
        int shard,
        long number,
        long recordedAtMs,
        String kind,
        long postedChangeMicroCredits,
        long pendingChangeMicroCredits,
        long heldChangeMicroCredits) {}
