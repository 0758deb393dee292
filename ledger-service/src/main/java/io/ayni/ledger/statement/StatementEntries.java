package io.ayni.ledger.statement;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to what statements open into. Every method throws {@link io.ayni.ledger.journal.StoreFailure} when it cannot be read
 * now.
 */
public interface StatementEntries {
    /**
     * An entry of the journal.
     *
     * @param number in its shard
     * @param body as hashed
     * @param documents what caused it; empty for one that no receipt caused
     */
    record StatedEntry(long number, byte[] body, Optional<Documents> documents) {}

    /**
     * What caused a settlement.
     *
     * @param grant as it came
     * @param receipt as it came
     */
    record Documents(Envelope grant, Envelope receipt) {}

    /**
     * A grant that a node reported as its downloader.
     *
     * @param grantId which
     * @param settledBytes bytes settled under it
     */
    record Received(GrantId grantId, long settledBytes) {}

    /**
     * Where to look.
     *
     * @param node whose
     * @param owner who owns it
     * @param window hour of the grants
     * @param shard of the node's settlements
     * @param lastNumber no entry after this
     */
    record Scope(NodeId node, AccountId owner, long window, int shard, long lastNumber) {}

    /** Settlements of the node's grants of the window, at most {@code limit} of them, in no stated order. */
    List<StatedEntry> settlements(Scope scope, int limit);

    /** The entries of these causes that are there. */
    List<StatedEntry> ofCauses(Scope scope, Collection<String> causeKeys);

    /** Grants of the window that the node reported as downloader and that were settled, ordered by their id. */
    List<Received> received(Scope scope, int limit);
}
