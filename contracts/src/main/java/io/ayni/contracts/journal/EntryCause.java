package io.ayni.contracts.journal;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;

/** Why an entry stands in the journal. A cause posts at most once: its {@link #key} is unique in the whole journal. */
public sealed interface EntryCause {
    /** Unique name of the cause, ASCII. */
    String key();

    /**
     * The operator funded a shard's part of a campaign.
     *
     * @param campaign the campaign's name
     * @param shard which part
     * @param sequence number of the funding, from 1
     */
    record Funding(String campaign, int shard, long sequence) implements EntryCause {
        @Override
        public String key() {
            return "funding:" + campaign + "/" + shard + ":" + sequence;
        }
    }

    /**
     * A receipt moved the high-water mark of a grant.
     *
     * @param grantId the grant
     * @param fromBytes mark before
     * @param toBytes mark after, above {@code fromBytes}
     * @param grantDocument message id of the grant
     * @param receiptDocument message id of the receipt
     */
    record Settlement(
            GrantId grantId, long fromBytes, long toBytes, DocumentId grantDocument, DocumentId receiptDocument)
            implements EntryCause {
        @Override
        public String key() {
            return "grant:" + grantId.hex() + ":" + toBytes;
        }
    }
}
