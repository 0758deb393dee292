package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.operator.OperatorRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * An action under way, in its transaction.
 *
 * @param connection of the transaction
 * @param request what is asked for
 * @param firstShard the locked end of the first shard, where deeds stand
 */
record Act(Connection connection, OperatorRequest request, ShardEnd firstShard) {
    /** Time that the deed bears. */
    long atMs() {
        return firstShard.recordedAtMs();
    }

    /** Writes the entry about a deed that moves no money. */
    Carried.Out deed(OperatorDeed deed, String subject) throws SQLException {
        return deed(deed, subject, request.detail());
    }

    /** The same about a deed whose document is not the request. */
    Carried.Out deed(OperatorDeed deed, String subject, DocumentId detail) throws SQLException {
        AppendedEntry entry = firstShard.append(
                new EntryCause.OperatorAction(request.id(), request.operator(), deed, subject, detail), List.of());
        return new Carried.Out(entry);
    }
}
