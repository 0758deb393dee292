package io.ayni.contracts.journal;

import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.identity.AccountId;
import java.util.Optional;

/** Holder of value in the journal. Each has one text form, which is what the journal hashes and the database stores. */
public sealed interface LedgerAccount {
    /** Longest text form in bytes. */
    int MAX_TEXT_BYTES = 64;

    /** The text form: ASCII. */
    String text();

    /** Whose account it is, when it is an owner's. */
    default Optional<AccountId> owner() {
        return switch (this) {
            case Owner(AccountId account) -> Optional.of(account);
            case Pending(AccountId account) -> Optional.of(account);
            case Held(AccountId account) -> Optional.of(account);
            case Funding _, Pool _, Redeemed _, Adjustment _ -> Optional.empty();
        };
    }

    /**
     * What the operator put into a campaign; its balance is the negative of that. Text {@code funding:<campaign>}.
     *
     * @param campaign the campaign's name
     */
    record Funding(String campaign) implements LedgerAccount {
        @Override
        public String text() {
            return "funding:" + campaign;
        }
    }

    /**
     * One shard's part of a campaign's pool. Text {@code pool:<campaign>/<shard>}.
     *
     * @param campaign the campaign's name
     * @param shard journal shard that draws on this part
     */
    record Pool(String campaign, int shard) implements LedgerAccount {
        @Override
        public String text() {
            return "pool:" + campaign + "/" + shard;
        }
    }

    /**
     * What an owner was paid and may still lose: pending until its {@link Lot} is released or voided. Text {@code
     * pending:<account id in hexadecimal>}.
     *
     * @param account the owner's pseudonym
     */
    record Pending(AccountId account) implements LedgerAccount {
        @Override
        public String text() {
            return "pending:" + account.hex();
        }
    }

    /**
     * What an owner set aside for redemptions under way. Text {@code held:<account id in hexadecimal>}.
     *
     * @param account the owner's pseudonym
     */
    record Held(AccountId account) implements LedgerAccount {
        @Override
        public String text() {
            return "held:" + account.hex();
        }
    }

    /**
     * What owners gave for a benefit. Text {@code redeemed:<benefit>}.
     *
     * @param benefit the benefit's name
     */
    record Redeemed(String benefit) implements LedgerAccount {
        @Override
        public String text() {
            return "redeemed:" + benefit;
        }
    }

    /** The other side of corrections; may stand at either side of zero. Text {@code adjustment:all}. */
    record Adjustment() implements LedgerAccount {
        @Override
        public String text() {
            return "adjustment:all";
        }
    }

    /**
     * What an owner has to spend. Text {@code owner:<account id in hexadecimal>}.
     *
     * @param account the owner's pseudonym
     */
    record Owner(AccountId account) implements LedgerAccount {
        @Override
        public String text() {
            return "owner:" + account.hex();
        }
    }

    /** Reads a text form; empty when it is none. Each account has one spelling, so another one of it is none. */
    static Optional<LedgerAccount> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String rest = text.substring(colon + 1);
        try {
            Optional<LedgerAccount> account =
                    switch (text.substring(0, colon)) {
                        case "funding" ->
                            GrantTerms.isCampaign(rest) ? Optional.of(new Funding(rest)) : Optional.empty();
                        case "pool" -> parsePool(rest);
                        case "owner" -> Optional.of(new Owner(AccountId.fromHex(rest)));
                        case "pending" -> Optional.of(new Pending(AccountId.fromHex(rest)));
                        case "held" -> Optional.of(new Held(AccountId.fromHex(rest)));
                        case "redeemed" ->
                            JournalNames.isBenefit(rest) ? Optional.of(new Redeemed(rest)) : Optional.empty();
                        case "adjustment" -> Optional.of(new Adjustment());
                        default -> Optional.empty();
                    };
            return account.filter(parsed -> parsed.text().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not hexadecimal or not a number: no account
        }
    }

    private static Optional<LedgerAccount> parsePool(String rest) {
        int slash = rest.indexOf('/');
        if (slash < 0 || !GrantTerms.isCampaign(rest.substring(0, slash))) {
            return Optional.empty();
        }
        Pool pool = new Pool(rest.substring(0, slash), Integer.parseInt(rest.substring(slash + 1)));
        return pool.shard() >= 0 ? Optional.of(pool) : Optional.empty();
    }
}
