package io.ayni.gateway.wiring;

import io.ayni.contracts.document.Envelope;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.file.DiskCatalog;
import io.ayni.gateway.catalog.http.ListingRoute;
import io.ayni.gateway.catalog.http.NameRoute;
import io.ayni.gateway.config.GatewayConfig;
import io.ayni.gateway.config.GatewaySettings;
import io.ayni.gateway.config.GatewaySettings.Limits;
import io.ayni.gateway.config.SettingsReader;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.ayni.gateway.events.kafka.KafkaEvents;
import io.ayni.gateway.http.AnswersInFlight;
import io.ayni.gateway.http.GatewayRoutes;
import io.ayni.gateway.http.PublicUrl;
import io.ayni.gateway.publish.PublishContent;
import io.ayni.gateway.publish.PublisherToken;
import io.ayni.gateway.publish.WebSeed;
import io.ayni.gateway.publish.http.PublishResponses;
import io.ayni.gateway.publish.http.PublishRoute;
import io.ayni.gateway.serve.EgressLimit;
import io.ayni.gateway.serve.http.ContentRoute;
import io.ayni.gateway.serve.http.FileSender;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The objects that answer requests, and what they share. */
@Singleton
public final class GatewayWiring {
    private static final long MAX_ANSWER_BYTES_IN_FLIGHT = 16 * 1024 * 1024;

    @Produces
    @Singleton
    GatewaySettings settings(GatewayConfig config) {
        return SettingsReader.read(config);
    }

    @Produces
    @Singleton
    Catalog catalog(GatewaySettings settings) {
        Limits limits = settings.limits();
        try {
            return DiskCatalog.open(
                    settings.dataDir(),
                    new DiskCatalog.Limits(limits.maxItems(), limits.minFreeBytes()),
                    settings.manifestKey().publicKey());
        } catch (IOException e) {
            throw new UncheckedIOException("ayni.gateway.data-dir: " + e.getMessage(), e);
        }
    }

    void closeCatalog(@Disposes Catalog catalog) {
        try {
            ((DiskCatalog) catalog).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Produces
    @Singleton
    DeliveryCounter deliveries() {
        return new DeliveryCounter(Clock.systemUTC().millis());
    }

    @Produces
    @Singleton
    KafkaEvents kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new KafkaEvents(bootstrapServers);
    }

    void closeKafka(@Disposes KafkaEvents kafka) {
        kafka.close();
    }

    @Produces
    @Singleton
    GatewayRoutes routes(
            Vertx vertx, GatewaySettings settings, Catalog catalog, DeliveryCounter deliveries, BackgroundWork work) {
        PublicUrl publicUrl = new PublicUrl(settings.publicUrl());
        return new GatewayRoutes(
                new ListingRoute(catalog, publicUrl, new AnswersInFlight(MAX_ANSWER_BYTES_IN_FLIGHT)),
                new NameRoute(catalog, publicUrl),
                publishRoute(vertx, settings, catalog, new PublishResponses(publicUrl, work::contentPublished)),
                new ContentRoute(catalog, new FileSender(vertx, egressLimit(settings)), deliveries));
    }

    private static PublishRoute publishRoute(
            Vertx vertx, GatewaySettings settings, Catalog catalog, PublishResponses responses) {
        Limits limits = settings.limits();
        PublishContent publishContent = new PublishContent(
                catalog,
                publication -> Envelope.sign(publication, settings.manifestKey()),
                Clock.systemUTC(),
                new WebSeed(settings.publicUrl()),
                limits.maxItemBytes());
        return new PublishRoute(
                vertx,
                new PublisherToken(settings.publisherToken()),
                publishContent,
                responses,
                uploadWorkers(limits.maxConcurrentUploads()),
                new PublishRoute.Limits(limits.maxItemBytes(), limits.uploadStallTimeout()));
    }

    /** One thread per upload and no queue; idle threads end after 10 s, and none keeps the process alive. */
    private static ExecutorService uploadWorkers(int count) {
        return new ThreadPoolExecutor(
                0,
                count,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("upload-", 1).factory());
    }

    private static Optional<EgressLimit> egressLimit(GatewaySettings settings) {
        long rate = settings.limits().maxEgressBytesPerSecond();
        return rate == 0 ? Optional.empty() : Optional.of(new EgressLimit(rate, System.nanoTime()));
    }
}
