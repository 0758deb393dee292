package io.ayni.agent.benefit;

import io.ayni.agent.ledger.LedgerAwayException;
import java.util.List;

/** Port to the ledger's catalogue and the owner's redemptions. */
public interface Benefits {
    /** What can be had now. */
    List<OfferedBenefit> offered() throws LedgerAwayException;

    /**
     * Asks for the newest version of a benefit. With the same key it may be asked again and again: it is had once.
     *
     * @throws LedgerAwayException when there is no answer; whether it was had is then unknown
     */
    RedeemAnswer redeem(String benefit, String key) throws LedgerAwayException;

    /**
     * Calls a pending redemption off. Calling it off again is harmless.
     *
     * @param id 32 hexadecimal characters
     * @throws LedgerAwayException when there is no answer; whether it was called off is then unknown
     */
    CancelAnswer cancel(String id) throws LedgerAwayException;

    /** The owner's newest redemptions. */
    List<RedemptionStatus> redemptions() throws LedgerAwayException;
}
