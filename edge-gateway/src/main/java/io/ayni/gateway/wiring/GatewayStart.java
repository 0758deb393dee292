package io.ayni.gateway.wiring;

import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.config.GatewaySettings;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.ayni.gateway.http.GatewayRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * What happens at the start, before the port is opened: settings are checked, the catalog is read, routes and figures are
 * in place, background work begins. Any failure here ends the process. At the end, background work stops before anything
 * that it uses.
 */
@Singleton
public final class GatewayStart {
    private static final Logger LOG = Logger.getLogger(GatewayStart.class);

    void routes(@Observes Router router, GatewayRoutes routes) {
        routes.addTo(router);
    }

    void start(
            @Observes StartupEvent event,
            PlaintextCheck plaintext,
            GatewaySettings settings,
            Catalog catalog,
            DeliveryCounter deliveries,
            BackgroundWork work,
            MeterRegistry meters) {
        plaintext.run();
        GatewayMetrics.register(meters, catalog, deliveries, work);
        work.start();
        LOG.infof("Gateway has its catalog items=%d publicUrl=%s", catalog.size(), settings.publicUrl());
    }

    void stop(@Observes ShutdownEvent event, BackgroundWork work) {
        work.stop();
    }
}
