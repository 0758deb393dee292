package io.ayni.ledger.settlement;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.pending.QuarantineReason;
import java.util.Optional;

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
    protected void quarantine(AccountId account) {
        ledger.quarantine(account, Optional.of(QuarantineReason.POLLUTION));
    }

    @Override
    protected void fund(CampaignFunding funding) {
        ledger.fund(funding);
    }
}
