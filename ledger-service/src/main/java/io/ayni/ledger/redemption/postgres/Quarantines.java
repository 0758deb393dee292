package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Port to who is under quarantine, as the caller's transaction sees it. */
@FunctionalInterface
public interface Quarantines {
    /** Reason code of the account's quarantine, empty for one in good standing. */
    Optional<String> reason(Connection connection, AccountId account) throws SQLException;
}
