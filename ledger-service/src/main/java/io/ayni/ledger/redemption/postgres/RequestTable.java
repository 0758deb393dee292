package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RefusalReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** The answers to idempotency keys. */
final class RequestTable {
    /** Refusals that are remembered per account; beyond it the oldest are forgotten, and their keys are free again. */
    static final int MAX_REFUSALS = 256;

    private static final String FIND =
            "select request, redemption_id, refusal from ledger.redemption_request where account = ? and idempotency_key = ?";
    private static final String ADD =
            """
            insert into ledger.redemption_request (account, idempotency_key, request, redemption_id, refusal, answered_at_ms)
            values (?, ?, ?, ?, ?, ?)""";
    private static final String FORGET =
            """
            delete from ledger.redemption_request where account = ? and idempotency_key in (
                select idempotency_key from ledger.redemption_request where account = ? and refusal is not null
                order by answered_at_ms desc, idempotency_key offset ?)""";

    private RequestTable() {}

    /** What was answered. */
    sealed interface Answer {
        record Redeemed(RedemptionId id) implements Answer {}

        record Refused(RefusalReason reason) implements Answer {}

        /** To another wish under the same key. */
        record OtherRequest() implements Answer {}
    }

    static Optional<Answer> find(Connection connection, RedeemRequest request) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, request.account().bytes());
            statement.setString(2, request.key().value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(answer(row, request)) : Optional.empty();
            }
        }
    }

    private static Answer answer(ResultSet row, RedeemRequest request) throws SQLException {
        if (!Arrays.equals(row.getBytes(1), request.digest())) {
            return new Answer.OtherRequest();
        }
        byte[] id = row.getBytes(2);
        return id == null
                ? new Answer.Refused(RefusalReason.valueOf(row.getString(3)))
                : new Answer.Redeemed(new RedemptionId(id));
    }

    static void add(Connection connection, RedeemRequest request, RedemptionId id, long atMs) throws SQLException {
        add(connection, request, id.bytes(), null, atMs);
    }

    static void add(Connection connection, RedeemRequest request, RefusalReason reason, long atMs) throws SQLException {
        add(connection, request, null, reason.name(), atMs);
        forgetOldRefusals(connection, request.account());
    }

    private static void add(Connection connection, RedeemRequest request, byte[] id, String refusal, long atMs)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setBytes(1, request.account().bytes());
            statement.setString(2, request.key().value());
            statement.setBytes(3, request.digest());
            statement.setBytes(4, id);
            statement.setString(5, refusal);
            statement.setLong(6, atMs);
            statement.executeUpdate();
        }
    }

    private static void forgetOldRefusals(Connection connection, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setBytes(1, account.bytes());
            statement.setBytes(2, account.bytes());
            statement.setInt(3, MAX_REFUSALS);
            statement.executeUpdate();
        }
    }
}
