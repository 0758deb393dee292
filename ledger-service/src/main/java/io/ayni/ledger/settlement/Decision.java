package io.ayni.ledger.settlement;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Everything that settling some records of one shard does, to be written in one transaction or not at all.
 *
 * @param head end of the shard afterwards, with the offset of the record that comes next
 * @param entries journal entries in order
 * @param marks moved high-water marks
 * @param balanceChanges change per account, by its text form, micro-credits
 * @param lots what pending lots gain
 * @param capUses what uses of caps gain
 * @param newGrants grants of each account that were settled for the first time
 * @param nodeTotals what the uploading nodes gave and earned by this
 * @param acks answers to the batches, to be signed by the ledger's key
 * @param parked records that were set aside
 * @param deliveries bytes per content item that the entries settled
 */
public record Decision(
        ShardHead head,
        List<SettledEntry> entries,
        Map<GrantId, MarkMove> marks,
        Map<String, Long> balanceChanges,
        Map<Lot, Long> lots,
        SortedMap<CapKey, Long> capUses,
        SortedMap<AccountId, Long> newGrants,
        Map<NodeId, NodeTotal> nodeTotals,
        List<DecidedBatch> acks,
        List<BrokenRecord> parked,
        Map<ContentId, PeerDelivery> deliveries) {
    /** Copies the lists. */
    public Decision {
        entries = List.copyOf(entries);
        acks = List.copyOf(acks);
        parked = List.copyOf(parked);
    }

    /**
     * A journal entry with what caused it.
     *
     * @param appended the entry
     * @param uploader the node that gave the bytes
     * @param payee whose account earns
     * @param window hour that the grant belongs to
     * @param grant the grant as it came
     * @param receipt the receipt as it came
     */
    public record SettledEntry(
            AppendedEntry appended,
            NodeId uploader,
            LedgerAccount.Owner payee,
            long window,
            Envelope grant,
            Envelope receipt) {
        /** Why the entry stands; names both documents. */
        public EntryCause.Settlement cause() {
            return (EntryCause.Settlement) appended.entry().cause();
        }
    }

    /**
     * A mark that moves.
     *
     * @param fromBytes where it was loaded; the write must find it there
     * @param to where it goes, above {@code fromBytes}
     */
    public record MarkMove(long fromBytes, Mark to) {}

    /**
     * What a node gave and earned.
     *
     * @param givenBytes settled bytes
     * @param earnedMicroCredits amount
     */
    public record NodeTotal(long givenBytes, long earnedMicroCredits) {
        /** Both sums. */
        public NodeTotal plus(NodeTotal other) {
            return new NodeTotal(
                    Math.addExact(givenBytes, other.givenBytes),
                    Math.addExact(earnedMicroCredits, other.earnedMicroCredits));
        }
    }

    /**
     * The answer to one batch.
     *
     * @param uploader who may read it
     * @param ack the answer
     */
    public record DecidedBatch(NodeId uploader, Ack ack) {}

    /**
     * Settled bytes of one content item.
     *
     * @param bytes how many
     * @param receipts by how many entries
     * @param fromMs earliest issue of the grants
     */
    public record PeerDelivery(long bytes, int receipts, long fromMs) {
        /** Both together. */
        public PeerDelivery plus(PeerDelivery other) {
            return new PeerDelivery(
                    Math.addExact(bytes, other.bytes), receipts + other.receipts, Math.min(fromMs, other.fromMs));
        }
    }
}
