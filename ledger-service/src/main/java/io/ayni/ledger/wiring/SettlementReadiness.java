package io.ayni.ledger.wiring;

import io.ayni.ledger.settlement.metrics.SettlementMonitor;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a shard of this process stands still, with the reason. */
@Readiness
@Singleton
class SettlementReadiness implements HealthCheck {
    private final SettlementMonitor monitor;

    SettlementReadiness(SettlementMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public HealthCheckResponse call() {
        Map<Integer, String> standing = monitor.standingShards();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("settlement").status(standing.isEmpty());
        standing.forEach((shard, reason) -> response.withData("shard-" + shard, reason));
        return response.build();
    }
}
