package io.ayni.gateway.wiring;

import io.ayni.gateway.catalog.Catalog;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as the catalog is read. Kafka and tracker are shown but not waited for: serving goes on without them.
 */
@Readiness
@Singleton
public final class CatalogReadiness implements HealthCheck {
    private final Catalog catalog;
    private final BackgroundWork work;

    CatalogReadiness(Catalog catalog, BackgroundWork work) {
        this.catalog = catalog;
        this.work = work;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog")
                .up()
                .withData("items", catalog.size())
                .withData("unannouncedItems", catalog.unannouncedCount())
                .withData(
                        "tracker",
                        work.isAnnounced().map(it -> it ? "announced" : "away").orElse("none"))
                .build();
    }
}
