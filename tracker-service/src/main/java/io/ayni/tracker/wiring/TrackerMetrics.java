package io.ayni.tracker.wiring;

import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.swarm.TableSizes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How full the tables are, for Prometheus. Calls are measured by the gRPC metrics of the platform. */
@ApplicationScoped
class TrackerMetrics {
    private final TrackerEngine engine;
    private final EventOutbox outbox;

    TrackerMetrics(TrackerEngine engine, EventOutbox outbox) {
        this.engine = engine;
        this.outbox = outbox;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        table(registry, "nodes", TableSizes::nodes);
        table(registry, "sessions", TableSizes::sessions);
        table(registry, "swarms", TableSizes::swarms);
        table(registry, "peers", TableSizes::peers);
        table(registry, "items", TableSizes::items);
        Gauge.builder("ayni.tracker.events.waiting", outbox, EventOutbox::size)
                .description("Events that Kafka does not have yet")
                .register(registry);
        FunctionCounter.builder("ayni.tracker.events.dropped", outbox, EventOutbox::dropped)
                .description("Events dropped because the buffer was full")
                .register(registry);
    }

    private void table(MeterRegistry registry, String name, ToDoubleFunction<TableSizes> size) {
        Gauge.builder("ayni.tracker.table.size", engine, tracker -> size.applyAsDouble(tracker.sizes()))
                .description("Entries of a table")
                .tag("table", name)
                .register(registry);
    }
}
