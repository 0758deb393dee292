package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.settlement.AckStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The acks in PostgreSQL. */
public final class PostgresAckStore implements AckStore {
    private static final String FIND =
            """
            select batch_id, uploader_id, body, signature, key_id from ledger.ack
            where batch_id = any(?::bytea[])""";

    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresAckStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<DocumentId, StoredAck> find(Set<DocumentId> batches) {
        return transactions.run(connection -> {
            Map<DocumentId, StoredAck> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                new Columns(connection, statement).bytes(batches, DocumentId::bytes);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Envelope envelope =
                                new Envelope(rows.getBytes(3), rows.getBytes(4), new KeyId(rows.getBytes(5)));
                        found.put(
                                new DocumentId(rows.getBytes(1)),
                                new StoredAck(new NodeId(rows.getBytes(2)), envelope));
                    }
                }
            }
            return found;
        });
    }
}
