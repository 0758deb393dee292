package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;

/**
 * One entry of a batch as far as it can be judged from the documents alone, without the ledger's state:
 *
 * <pre>
 * entry ──screen──► Refused
 *              └──► Claim ──prove──► Disproved
 *                               └──► Proven
 * </pre>
 */
public sealed interface JudgedEntry {
    /**
     * Fails a check that comes before the high-water mark.
     *
     * @param grantId the grant, all zero when the entry names none
     * @param code why
     */
    record Refused(GrantId grantId, ResultCode code) implements JudgedEntry {}

    /**
     * In order as far as the cheap checks go; no signature was looked at.
     *
     * @param grant the grant
     * @param receipt the receipt, which belongs to the grant
     * @param grantEnvelope the grant as it came
     * @param receiptEnvelope the receipt as it came
     */
    record Claim(Grant grant, Receipt receipt, Envelope grantEnvelope, Envelope receiptEnvelope)
            implements JudgedEntry {}

    /**
     * A claim whose signatures or key do not hold. Only counts when the claim is above the high-water mark.
     *
     * @param claim the claim
     * @param code why
     */
    record Disproved(Claim claim, ResultCode code) implements JudgedEntry {}

    /**
     * A claim with every signature verified.
     *
     * @param claim the claim
     * @param terms the operator's side of the grant
     */
    record Proven(Claim claim, GrantTerms terms) implements JudgedEntry {}
}
