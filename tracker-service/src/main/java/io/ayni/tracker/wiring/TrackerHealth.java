package io.ayni.tracker.wiring;

import io.ayni.tracker.catalog.kafka.ContentConsumer;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.kafka.EventPump;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the catalogue was read to its end: before that, announces for published items would be refused. Events that
 * wait for Kafka are reported but do not make the tracker unready: nodes are served without Kafka.
 */
@Readiness
@ApplicationScoped
class TrackerHealth implements HealthCheck {
    private final ContentConsumer content;
    private final EventOutbox outbox;
    private final EventPump pump;

    TrackerHealth(ContentConsumer content, EventOutbox outbox, EventPump pump) {
        this.content = content;
        this.outbox = outbox;
        this.pump = pump;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tracker")
                .status(content.isCaughtUp())
                .withData("catalogue", content.isCaughtUp() ? "read" : "reading")
                .withData("events", pump.isFailing() ? "kafka takes none" : "flowing")
                .withData("eventsWaiting", outbox.size() + pump.underWay())
                .withData("eventsDropped", outbox.dropped())
                .build();
    }
}
