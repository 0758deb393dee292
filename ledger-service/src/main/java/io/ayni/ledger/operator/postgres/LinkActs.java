package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.operator.OperatorCommand.EraseAccount;
import io.ayni.ledger.operator.OperatorCommand.LinkAccount;
import io.ayni.ledger.operator.OperatorRefusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Notes and forgets who is behind an account. */
final class LinkActs {
    private static final String FIND = "select reference from ledger.account_link where account = ?";
    private static final String LINK =
            """
            insert into ledger.account_link (account, reference, linked_at_ms) values (?, ?, ?)
            on conflict (account) do nothing""";
    private static final String ERASE = "delete from ledger.account_link where account = ?";

    private LinkActs() {}

    static Carried link(Act act, LinkAccount command) throws SQLException {
        if (isLinkedElsewhere(act.connection(), command)) {
            return new Carried.Not(OperatorRefusal.ALREADY_LINKED);
        }
        try (PreparedStatement statement = act.connection().prepareStatement(LINK)) {
            statement.setBytes(1, command.account().bytes());
            statement.setString(2, command.reference());
            statement.setLong(3, act.atMs());
            statement.executeUpdate();
        }
        return act.deed(OperatorDeed.ACCOUNT_LINKED, subject(command.account()));
    }

    static boolean isLinkedElsewhere(Connection connection, LinkAccount command) throws SQLException {
        Optional<String> reference = reference(connection, command.account());
        return reference.isPresent() && !reference.get().equals(command.reference());
    }

    private static Optional<String> reference(Connection connection, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, account.bytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    static Carried erase(Act act, EraseAccount command) throws SQLException {
        try (PreparedStatement statement = act.connection().prepareStatement(ERASE)) {
            statement.setBytes(1, command.account().bytes());
            if (statement.executeUpdate() == 0) {
                return new Carried.Not(OperatorRefusal.UNKNOWN);
            }
        }
        return act.deed(OperatorDeed.ACCOUNT_ERASED, subject(command.account()));
    }

    private static String subject(AccountId account) {
        return new LedgerAccount.Owner(account).text();
    }
}
