package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.ledger.fixture.Node;

/**
 * One thing that a node hands in.
 *
 * @param uploader who hands it in
 * @param entry grant and receipt
 * @param grant what the grant says
 * @param payee owner of the node that the grant names
 * @param campaign which pool pays
 * @param bytes what the receipt says
 * @param isSound whether the documents are good and the uploader's own
 * @param isInTime whether it arrives before the grant's settle_by
 */
record Delivery(
        Node uploader,
        SettlementEntry entry,
        Grant grant,
        Node payee,
        String campaign,
        long bytes,
        boolean isSound,
        boolean isInTime) {}
