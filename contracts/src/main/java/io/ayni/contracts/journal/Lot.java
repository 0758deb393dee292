package io.ayni.contracts.journal;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;

/**
 * A parcel of pending earnings that ends as one: collects what an owner is paid in one shard, by one campaign, under
 * grants of one key, until a stated time; afterwards it is released to the owner or voided, once and as a whole.
 *
 * @param shard journal shard
 * @param owner who is paid
 * @param campaign who pays
 * @param grantKey signed the grants, so that a revoked key takes its pending earnings with it and no others
 * @param untilMs last instant at which something is added, on the ledger's clock
 */
public record Lot(int shard, AccountId owner, String campaign, KeyId grantKey, long untilMs) {
    /** Account that holds the lot's amount while it is pending. */
    public LedgerAccount.Pending pending() {
        return new LedgerAccount.Pending(owner);
    }

    /** Account that the amount is released to. */
    public LedgerAccount.Owner posted() {
        return new LedgerAccount.Owner(owner);
    }

    /** Pool that the amount came from and goes back to when the lot is voided. */
    public LedgerAccount.Pool pool() {
        return new LedgerAccount.Pool(campaign, shard);
    }

    String key() {
        return "lot:" + shard + ":" + owner.hex() + ":" + campaign + ":" + grantKey.hex() + ":" + untilMs;
    }
}
