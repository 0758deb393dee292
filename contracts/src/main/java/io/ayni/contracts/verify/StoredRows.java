package io.ayni.contracts.verify;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.Posting;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a ledger keeps of an entry beside its body, so that it can be searched for: time, cause, link, node and legs. An export
 * gives the SHA-256 of these rows as they are stored, in the text form {@code
 * time|cause|previous hash|node or -|account=amount;account=amount}, and the verifier holds it against the body.
 */
final class StoredRows {
    private static final String NO_NODE = "-";

    private StoredRows() {}

    static byte[] digest(JournalEntry entry, byte[] previousHash, Optional<NodeId> node) {
        String legs = entry.postings().stream().map(StoredRows::leg).collect(Collectors.joining(";"));
        String rows = String.join(
                "|",
                Long.toString(entry.recordedAtMs()),
                entry.cause().key(),
                HexFormat.of().formatHex(previousHash),
                node.map(NodeId::hex).orElse(NO_NODE),
                legs);
        return Digests.sha256(rows.getBytes(StandardCharsets.UTF_8));
    }

    private static String leg(Posting posting) {
        return posting.account().text() + "=" + posting.signedAmount();
    }
}
