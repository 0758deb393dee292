package io.ayni.ledger.wiring;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.export.http.JournalExportRoute;
import io.ayni.ledger.settlement.SettleRecords;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What happens once the tables are there and before the first record is settled: shards are opened, campaigns funded. */
@Singleton
class LedgerStart {
    /** Before the messaging extension starts its channels. */
    private static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(LedgerStart.class);

    private final LedgerConfig config;
    private final PlaintextCheck plaintext;
    private final PostgresFunding funding;
    private final BackgroundLoops loops;

    /** Takes the settling parts too, so that missing keys stop the start and not the first record. */
    LedgerStart(
            LedgerConfig config,
            PlaintextCheck plaintext,
            PostgresFunding funding,
            BackgroundLoops loops,
            SettleRecords checkedAtStart) {
        this.plaintext = plaintext;
        this.config = config;
        this.funding = funding;
        this.loops = loops;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        StartRefusal.unless(plaintext::run);
        StartRefusal.unless(funding::openShards);
        StartRefusal.unless(this::fundCampaigns);
        loops.start();
    }

    private void fundCampaigns() {
        config.campaigns().forEach((name, campaign) -> {
            long microCredits = Math.multiplyExact(campaign.fundedCredits(), CampaignFunding.MICRO_CREDITS_PER_CREDIT);
            long posted = funding.fund(new CampaignFunding(name, campaign.sequence(), microCredits));
            LOG.infov("Campaign funded: campaign={0}, sequence={1}, postedNow={2}", name, campaign.sequence(), posted);
        });
    }

    void routes(@Observes Router router, JournalExportRoute journalExport) {
        journalExport.addTo(router);
    }
}
