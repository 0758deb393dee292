package io.ayni.contracts.document;

/**
 * What became of one entry of a settlement batch.
 *
 * @param grantId the grant; all zero when the entry was too malformed to name one
 * @param code the result
 * @param settledBytes high-water mark of the grant after this batch
 * @param amountMicroCredits what this entry earned, 0 unless posted
 * @param shard shard of the journal entry
 * @param entryNumber number of the journal entry, 0 when there is none
 */
public record SettlementResult(
        GrantId grantId, ResultCode code, long settledBytes, long amountMicroCredits, long shard, long entryNumber) {}
