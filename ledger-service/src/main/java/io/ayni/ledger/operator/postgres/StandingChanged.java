package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.identity.AccountId;
import java.sql.Connection;
import java.sql.SQLException;

/** Port to whoever must tell the world that an account was put under quarantine or is under it no longer. */
@FunctionalInterface
public interface StandingChanged {
    /** Is called inside the transaction of the change, after it. Shard heads were locked before. */
    void changed(Connection connection, AccountId account, long nowMs) throws SQLException;
}
