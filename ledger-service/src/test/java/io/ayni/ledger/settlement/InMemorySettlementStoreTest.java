package io.ayni.ledger.settlement;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.InMemoryLedger;

class InMemorySettlementStoreTest extends SettlementStoreContract {
    private final InMemoryLedger ledger = new InMemoryLedger(2);

    @Override
    protected SettlementStore store() {
        return ledger;
    }

    @Override
    protected AckStore acks() {
        return ledger;
    }

    @Override
    protected void fund(CampaignFunding funding) {
        ledger.fund(funding);
    }
}
