package io.ayni.agent.benefit;

import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.contracts.journal.JournalNames;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Redeems benefits for the owner, one wish at a time. A wish without a key of the owner's gets a random one, which is kept
 * until the ledger has answered: asking for the same benefit again after a crash or a lost answer is the same wish.
 */
public final class RedeemBenefit {
    private static final int KEY_BYTES = 16;

    private final Benefits benefits;
    private final WishFiles wishes;
    private final RandomGenerator random;

    /**
     * @param benefits the ledger
     * @param wishes keeps keys
     * @param random makes keys; a guessed one does no harm, a repeated one would
     */
    public RedeemBenefit(Benefits benefits, WishFiles wishes, RandomGenerator random) {
        this.benefits = benefits;
        this.wishes = wishes;
        this.random = random;
    }

    /** What can be had now. */
    public List<OfferedBenefit> offered() throws LedgerAwayException {
        return benefits.offered();
    }

    /** The owner's newest redemptions. */
    public List<RedemptionStatus> redemptions() throws LedgerAwayException {
        return benefits.redemptions();
    }

    /**
     * Calls a pending redemption off.
     *
     * @param id as {@link #redemptions} shows it
     * @throws IllegalArgumentException when it is no id
     */
    public CancelAnswer cancel(String id) throws LedgerAwayException {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("the id of a redemption is 32 hexadecimal characters");
        }
        return benefits.cancel(id);
    }

    /**
     * Redeems.
     *
     * @param benefit name of the benefit
     * @param key the owner's own key, if he has one
     * @throws LedgerAwayException when there is no answer; the wish is kept
     * @throws IOException when the wish cannot be kept; nothing was asked then
     */
    public synchronized RedeemAnswer redeem(String benefit, Optional<String> key)
            throws LedgerAwayException, IOException {
        if (!JournalNames.isBenefit(benefit)) {
            throw new IllegalArgumentException("the name of a benefit is 1 to 32 characters of [a-z0-9-]");
        }
        if (key.isPresent()) {
            return benefits.redeem(benefit, key.get());
        }
        Optional<String> kept = wishes.open(benefit);
        String own = kept.isPresent() ? kept.get() : keepNew(benefit);
        RedeemAnswer answer = benefits.redeem(benefit, own);
        wishes.forget(benefit);
        return answer;
    }

    private String keepNew(String benefit) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        wishes.keep(benefit, key);
        return key;
    }
}
