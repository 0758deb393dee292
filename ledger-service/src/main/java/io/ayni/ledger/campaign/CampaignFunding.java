package io.ayni.ledger.campaign;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import java.util.List;

/**
 * What the operator puts into a campaign at one time.
 *
 * @param campaign the campaign's name
 * @param sequence number of the funding, from 1
 * @param microCredits amount in all
 */
public record CampaignFunding(String campaign, long sequence, long microCredits) {
    /** Micro-credits of a credit. */
    public static final long MICRO_CREDITS_PER_CREDIT = 1_000_000L;

    /** The part of a shard: an equal share; what cannot be shared goes to the first shards, one micro-credit each. */
    public long share(int shard, int shards) {
        return microCredits / shards + (shard < microCredits % shards ? 1 : 0);
    }

    /** Why a shard's part stands in the journal. */
    public EntryCause cause(int shard) {
        return new EntryCause.Funding(campaign, shard, sequence);
    }

    /** The legs of a shard's part, which must be above zero. */
    public List<Posting> postings(int shard, int shards) {
        long amount = share(shard, shards);
        return List.of(
                new Posting(new LedgerAccount.Funding(campaign), Side.DEBIT, amount),
                new Posting(new LedgerAccount.Pool(campaign, shard), Side.CREDIT, amount));
    }
}
