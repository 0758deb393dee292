package io.ayni.contracts.journal;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import java.util.Optional;

/** Why an entry stands in the journal. A cause posts at most once: its {@link #key} is unique in the whole journal. */
public sealed interface EntryCause {
    /** Unique name of the cause, ASCII. */
    String key();

    /**
     * The operator funded a shard's part of a campaign: {@code funding → pool}.
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
     * A receipt moved the high-water mark of a grant: {@code pool → pending}, or no legs when nothing is due or a cap took
     * all of it.
     *
     * @param grantId the grant
     * @param fromBytes mark before
     * @param toBytes mark after, above {@code fromBytes}
     * @param grantDocument message id of the grant
     * @param receiptDocument message id of the receipt
     * @param withheldMicroCredits part of what the bytes are worth that a cap took, 0 when none did
     * @param cap the first cap that took something
     * @param lotUntilMs end of the {@link Lot} that the amount goes into, 0 without legs
     */
    record Settlement(
            GrantId grantId,
            long fromBytes,
            long toBytes,
            DocumentId grantDocument,
            DocumentId receiptDocument,
            long withheldMicroCredits,
            Optional<EarningCap> cap,
            long lotUntilMs)
            implements EntryCause {
        /** Checks that a cap is named exactly when something was withheld. */
        public Settlement {
            if (cap.isPresent() != withheldMicroCredits > 0) {
                throw new IllegalArgumentException("a cap is named exactly when something is withheld");
            }
        }

        @Override
        public String key() {
            return "grant:" + grantId.hex() + ":" + toBytes;
        }
    }

    /**
     * Pending earnings were released to their owner: {@code pending → owner}, the whole lot.
     *
     * @param lot which
     */
    record Release(Lot lot) implements EntryCause {
        @Override
        public String key() {
            return lot.key();
        }
    }

    /**
     * Pending earnings went back to their pool: {@code pending → pool}, the whole lot.
     *
     * @param lot which
     * @param reason why
     */
    record Voiding(Lot lot, VoidReason reason) implements EntryCause {
        @Override
        public String key() {
            return lot.key();
        }
    }

    /**
     * One shard's part of the price of a redemption was set aside: {@code owner → held}.
     *
     * @param redemption which
     * @param shard whose part
     * @param owner who redeems
     * @param benefit what for
     * @param version of the benefit
     */
    record Hold(RedemptionId redemption, int shard, AccountId owner, String benefit, long version)
            implements EntryCause {
        @Override
        public String key() {
            return "redemption:" + redemption.hex() + "/" + shard + ":hold";
        }
    }

    /**
     * One shard's part of a hold was taken for the benefit: {@code held → redeemed}, all of it.
     *
     * @param redemption which
     * @param shard whose part
     * @param owner who redeemed
     * @param benefit what for
     */
    record Redeemed(RedemptionId redemption, int shard, AccountId owner, String benefit) implements EntryCause {
        @Override
        public String key() {
            return "redemption:" + redemption.hex() + "/" + shard + ":end";
        }
    }

    /**
     * One shard's part of a hold went back: {@code held → owner}, all of it.
     *
     * @param redemption which
     * @param shard whose part
     * @param owner who gets it back
     * @param reason why
     */
    record Returned(RedemptionId redemption, int shard, AccountId owner, ReturnReason reason) implements EntryCause {
        @Override
        public String key() {
            return "redemption:" + redemption.hex() + "/" + shard + ":end";
        }
    }

    /**
     * Two operators corrected a balance: one leg on {@code adjustment}, the other on an owner or a pool.
     *
     * @param id which
     * @param proposer operator who asked for it
     * @param approver another operator, who made it
     * @param reason for people, at most 128 bytes
     */
    record Adjustment(ActionId id, String proposer, String approver, String reason) implements EntryCause {
        /** Checks that it took two. */
        public Adjustment {
            if (proposer.equals(approver)) {
                throw new IllegalArgumentException("an adjustment takes two operators");
            }
        }

        @Override
        public String key() {
            return "adjustment:" + id.hex();
        }
    }

    /**
     * An operator did something that moves no money: no legs.
     *
     * @param id which
     * @param operator who
     * @param deed what
     * @param subject whom or what it concerns: a pseudonym or the name of a thing
     * @param detail message id of the request, 32 bytes, so that the record of it can be held against the journal
     */
    record OperatorAction(ActionId id, String operator, OperatorDeed deed, String subject, DocumentId detail)
            implements EntryCause {
        @Override
        public String key() {
            return "action:" + id.hex();
        }
    }
}
