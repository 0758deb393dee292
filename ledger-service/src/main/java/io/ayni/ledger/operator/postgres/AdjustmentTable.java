package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.AdjustmentProposal.Approval;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Statements on corrections: proposals, approvals and the balances that they may take from. */
final class AdjustmentTable {
    private static final String SELECT =
            """
            select a.position, p.proposal_id, p.account, p.micro_credits, p.reason, p.proposer, p.proposed_at_ms,
                v.approver, v.shard, v.number
            from ledger.adjustment_proposal p
                join ledger.operator_action a on a.action_id = p.proposal_id
                left join ledger.adjustment_approval v on v.proposal_id = p.proposal_id""";
    private static final String FIND = SELECT + " where p.proposal_id = ?";
    private static final String PAGE = SELECT + " where a.position < ? order by a.position desc limit ?";
    private static final String PROPOSE =
            """
            insert into ledger.adjustment_proposal (proposal_id, account, micro_credits, reason, proposer, proposed_at_ms)
            values (?, ?, ?, ?, ?, ?)""";
    private static final String APPROVE =
            "insert into ledger.adjustment_approval (proposal_id, approver, shard, number) values (?, ?, ?, ?)";
    private static final String BALANCES = "select shard, amount from ledger.balance where account = ? order by shard";

    private AdjustmentTable() {}

    /**
     * A proposal in its place.
     *
     * @param position of its action
     * @param proposal what it says
     */
    record Placed(long position, AdjustmentProposal proposal) {}

    static Optional<AdjustmentProposal> find(Connection connection, ActionId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, id.bytes());
            return read(statement).stream().findFirst().map(Placed::proposal);
        }
    }

    /** Newest first. */
    static List<Placed> page(Connection connection, long before, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setLong(1, before);
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    static void propose(Connection connection, AdjustmentProposal proposal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PROPOSE)) {
            statement.setBytes(1, proposal.id().bytes());
            statement.setString(2, proposal.account().text());
            statement.setLong(3, proposal.microCredits());
            statement.setString(4, proposal.reason());
            statement.setString(5, proposal.proposer());
            statement.setLong(6, proposal.proposedAtMs());
            statement.executeUpdate();
        }
    }

    static void approve(Connection connection, ActionId proposal, String approver, JournalEntry entry)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPROVE)) {
            statement.setBytes(1, proposal.bytes());
            statement.setString(2, approver);
            statement.setInt(3, entry.shard());
            statement.setLong(4, entry.number());
            statement.executeUpdate();
        }
    }

    /** Balances of an account by shard, micro-credits. A shard's is certain only under the lock on its head. */
    static SortedMap<Integer, Long> balances(Connection connection, LedgerAccount account) throws SQLException {
        SortedMap<Integer, Long> balances = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BALANCES)) {
            statement.setString(1, account.text());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    balances.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return balances;
    }

    private static List<Placed> read(PreparedStatement statement) throws SQLException {
        List<Placed> proposals = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                proposals.add(new Placed(rows.getLong(1), proposal(rows)));
            }
        }
        return proposals;
    }

    private static AdjustmentProposal proposal(ResultSet row) throws SQLException {
        LedgerAccount account = LedgerAccount.parse(row.getString(3))
                .orElseThrow(() -> new IllegalStateException("a stored account is none"));
        String approver = row.getString(8);
        Optional<Approval> approval = approver == null
                ? Optional.empty()
                : Optional.of(new Approval(approver, row.getInt(9), row.getLong(10)));
        return new AdjustmentProposal(
                new ActionId(row.getBytes(2)),
                account,
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                approval);
    }
}
