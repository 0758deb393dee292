package io.ayni.ledger.operator;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.pending.QuarantineReason;

/**
 * An account under quarantine.
 *
 * @param account which
 * @param reason why
 */
public record QuarantinedAccount(AccountId account, QuarantineReason reason) {}
