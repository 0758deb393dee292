package io.ayni.ledger.wiring;

import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.PublishBenefit;
import io.ayni.ledger.benefit.PublishVerdict;
import io.ayni.ledger.benefit.PublishVerdict.Published;
import io.ayni.ledger.benefit.PublishVerdict.Refused;
import io.ayni.ledger.benefit.PublishVerdict.SameAsBefore;
import io.ayni.ledger.benefit.file.BenefitsFile;
import io.ayni.ledger.benefit.http.JwksRoute;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.redemption.EndRedemption;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes the operator's catalogue once the shards are open, and ends redemptions and rights whose time is over. */
@Singleton
class RedemptionStart {
    /** After the shards are open. */
    private static final int SECOND = 2;

    private static final String OPERATOR = "settings";
    private static final Logger LOG = Logger.getLogger(RedemptionStart.class);

    private final LedgerConfig config;
    private final PublishBenefit publish;
    private final PollLoop expiry;

    RedemptionStart(LedgerConfig config, PublishBenefit publish, EndRedemption end) {
        this.config = config;
        this.publish = publish;
        this.expiry = new PollLoop("redemption-expiry", config.redemption().expiryInterval(), end::endDue);
    }

    void start(@Observes @Priority(SECOND) StartupEvent event) {
        config.benefitsFile()
                .ifPresent(file -> StartRefusal.unless("benefits-file", () -> {
                    List<Benefit> benefits = BenefitsFile.read(file);
                    benefits.forEach(this::publish);
                    return benefits;
                }));
        expiry.start();
    }

    private void publish(Benefit benefit) {
        PublishVerdict verdict = publish.publish(benefit, OPERATOR);
        String name = benefit.name().value();
        switch (verdict) {
            case Published _ -> LOG.infov("Benefit published: benefit={0}, version={1}", name, benefit.version());
            case SameAsBefore _ -> LOG.debugv("Benefit known: benefit={0}, version={1}", name, benefit.version());
            case Refused(PublishVerdict.Reason reason) -> refused(benefit, reason);
        }
    }

    /** A file that is behind is no fault: a newer version was published by other means, or by a newer process. */
    private static void refused(Benefit benefit, PublishVerdict.Reason reason) {
        String name = benefit.name().value();
        switch (reason) {
            case VERSION_BEHIND ->
                LOG.warnv("A newer version is published: benefit={0}, version={1}", name, benefit.version());
            case VERSION_TAKEN ->
                throw new IllegalArgumentException("benefit " + name + " was published with other terms under version "
                        + benefit.version() + ": raise the version to change it");
            case CATALOGUE_FULL -> throw new IllegalArgumentException("there are too many benefits to add " + name);
        }
    }

    void routes(@Observes Router router, JwksRoute jwks) {
        jwks.addTo(router);
    }

    void stop(@Observes io.quarkus.runtime.ShutdownEvent event) throws InterruptedException {
        expiry.close();
    }
}
