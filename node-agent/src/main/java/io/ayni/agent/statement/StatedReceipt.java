package io.ayni.agent.statement;

/**
 * A settlement that a statement opens into: the receipt that a downloader signed, and where the journal has it.
 *
 * @param shard of the journal
 * @param entry number within the shard
 * @param recordedAtMs when the ledger settled it
 * @param grantId the grant, hexadecimal
 * @param contentId what was given, hexadecimal
 * @param receiptId message id of the receipt, hexadecimal
 * @param bytes that this settlement counts
 * @param paidMicroCredits what was paid for them
 * @param withheldMicroCredits what a cap took
 */
public record StatedReceipt(
        int shard,
        long entry,
        long recordedAtMs,
        String grantId,
        String contentId,
        String receiptId,
        long bytes,
        long paidMicroCredits,
        long withheldMicroCredits) {}
