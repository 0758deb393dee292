package io.ayni.ledger.redemption;

import io.ayni.ledger.journal.ShardHead;

/**
 * What an account has in a shard that is locked.
 *
 * @param head end of the shard
 * @param availableMicroCredits posted balance
 */
public record Funds(ShardHead head, long availableMicroCredits) {}
