package io.ayni.ledger.settlement;

/**
 * A record of the settlement topic as it was read. The arrays are shared, not copied.
 *
 * @param offset position in the partition
 * @param key record key, empty when the record has none
 * @param value record value, empty when the record has none
 */
public record RawRecord(long offset, byte[] key, byte[] value) {}
