package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Disproved;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which parts of the state the decision about some records needs: at most one mark per entry, one pool per campaign, one
 * use per cap and one ack per record.
 *
 * @param shard the shard
 * @param grants whose marks
 * @param campaigns whose pools of this shard
 * @param caps whose use, each with what the records add to it if no cap takes anything and no mark has moved; they never add
 *     more
 * @param payees whose standing
 * @param batches whose acks
 */
public record StateNeeds(
        int shard,
        Set<GrantId> grants,
        Set<String> campaigns,
        SortedMap<CapKey, Long> caps,
        Set<AccountId> payees,
        Set<DocumentId> batches) {
    /** What these records need. */
    public static StateNeeds of(int shard, List<JudgedRecord> records) {
        StateNeeds needs = new StateNeeds(
                shard, new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        for (JudgedRecord record : records) {
            if (record instanceof JudgedBatch batch) {
                needs.batches.add(batch.batchId());
                batch.entries().forEach(needs::add);
            }
        }
        return needs;
    }

    private void add(JudgedEntry entry) {
        switch (entry) {
            case Refused refused -> grants.add(refused.grantId());
            case Claim claim -> grants.add(claim.grant().grantId());
            case Disproved disproved -> grants.add(disproved.claim().grant().grantId());
            case Proven proven -> {
                grants.add(proven.claim().grant().grantId());
                campaigns.add(proven.terms().campaign());
                payees.add(proven.terms().uploaderAccount());
                addCaps(proven);
            }
        }
    }

    private void addCaps(Proven proven) {
        Grant grant = proven.claim().grant();
        long bytes = proven.claim().receipt().cumulativeBytes();
        CapRules.uncapped(grant, proven.terms(), bytes, grant.amountFor(bytes))
                .forEach((key, use) -> caps.merge(key, use, Math::addExact));
    }

    /** The pool of a campaign that this shard draws on. */
    public LedgerAccount.Pool pool(String campaign) {
        return new LedgerAccount.Pool(campaign, shard);
    }
}
