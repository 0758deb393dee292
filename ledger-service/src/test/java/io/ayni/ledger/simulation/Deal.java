package io.ayni.ledger.simulation;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.ResultCode;
import io.ayni.ledger.fixture.Node;
import java.util.List;

/**
 * A grant and all receipts that there are under it, and what is true of them.
 *
 * @param uploader who gave the bytes
 * @param grant the grant
 * @param terms what is sealed in it
 * @param envelope the grant as it is handed in
 * @param flaw what is wrong with it once its receipt is above the mark; {@link ResultCode#POSTED} when nothing is
 * @param slips its receipts, lowest first
 */
record Deal(Node uploader, Grant grant, GrantTerms terms, Envelope envelope, ResultCode flaw, List<Slip> slips) {
    /** Whether it is what the operator's tracker made. */
    boolean isGenuine() {
        return flaw == ResultCode.POSTED;
    }
}
