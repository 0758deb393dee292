package io.ayni.gateway.wiring;

import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What the gateway holds and gave, for Prometheus. Requests are measured by the HTTP metrics of the platform. */
final class GatewayMetrics {
    private GatewayMetrics() {}

    static void register(MeterRegistry registry, Catalog catalog, DeliveryCounter deliveries, BackgroundWork work) {
        gauge(registry, "items", "Published items", catalog, Catalog::size);
        gauge(
                registry,
                "unannounced.items",
                "Items that Kafka does not know of yet",
                catalog,
                Catalog::unannouncedCount);
        gauge(
                registry,
                "announced",
                "1 while the tracker knows this gateway as an edge",
                work,
                it -> it.isAnnounced().orElse(false) ? 1 : 0);
        counter(
                registry,
                "delivered.bytes",
                "Bytes of files sent over HTTP, to agents and to others",
                deliveries,
                DeliveryCounter::totalBytes);
        counter(
                registry,
                "uncounted.requests",
                "Deliveries that stand in no delivery event, as too many items were asked for at once",
                deliveries,
                DeliveryCounter::uncountedRequests);
    }

    private static <T> void gauge(
            MeterRegistry registry, String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder("ayni.gateway." + name, source, value)
                .description(description)
                .register(registry);
    }

    private static <T> void counter(
            MeterRegistry registry, String name, String description, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder("ayni.gateway." + name, source, value)
                .description(description)
                .register(registry);
    }
}
