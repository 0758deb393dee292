package io.ayni.ledger.outbox;

import java.util.Optional;

/**
 * An event to be published once the transaction that caused it is committed. The arrays are shared, not copied.
 *
 * @param topic where to
 * @param key record key
 * @param value record value
 * @param reason why the record was parked, for the dead letter topic only; published as a header
 */
public record OutboxMessage(String topic, byte[] key, byte[] value, Optional<String> reason) {}
