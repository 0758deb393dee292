package io.ayni.tracker.wiring;

import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.tracker.access.SecretText;
import io.ayni.tracker.access.VerifiedTokens;
import io.ayni.tracker.catalog.ContentRecord;
import io.ayni.tracker.catalog.PublicationRules;
import io.ayni.tracker.catalog.kafka.ContentConsumer;
import io.ayni.tracker.config.TrackerConfig;
import io.ayni.tracker.config.TrackerSettings;
import io.ayni.tracker.engine.BufferedRandom;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.grant.GrantIssuer;
import io.ayni.tracker.grant.PrefixTagger;
import io.ayni.tracker.node.InMemoryNodeDirectory;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.kafka.OutboxNews;
import io.ayni.tracker.reachability.socket.SocketDialBack;
import io.ayni.tracker.registration.Challenges;
import io.ayni.tracker.registration.DialPolicy;
import io.ayni.tracker.registration.RegisterNode;
import io.ayni.tracker.registration.TokenDesk;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.InMemorySwarmStore;
import io.ayni.tracker.swarm.StoreLimits;
import io.ayni.tracker.swarm.TrackerCore;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.swarm.TrackerRules;
import io.ayni.tracker.swarm.WeightPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the parts of the service from its settings. */
final class TrackerBeans {
    private static final Logger LOG = Logger.getLogger(TrackerBeans.class);
    /** Swarms that one node may be in at once: the bound of the session's contract. */
    private static final int MAX_SWARMS_PER_NODE = 256;

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    TrackerSettings settings(TrackerConfig config, InstantSource clock) {
        return TrackerSettings.load(config, clock.millis());
    }

    @Produces
    @Singleton
    VerifiedTokens verifiedTokens(TrackerSettings settings) {
        NodeTokenVerifier verifier =
                new NodeTokenVerifier(settings.operatorKeys(), settings.config().publicName());
        return new VerifiedTokens(verifier::verify, settings.config().limits().nodes() / 2 + 1);
    }

    @Produces
    @Singleton
    SecretText edgeToken(TrackerSettings settings) {
        return new SecretText(settings.edgeToken());
    }

    @Produces
    @Singleton
    EventOutbox outbox(TrackerConfig config) {
        return new EventOutbox(
                config.events().maxRegistrations(), config.events().maxSwarms());
    }

    @Produces
    @Singleton
    TrackerNews news(EventOutbox outbox, InstantSource clock) {
        return new OutboxNews(outbox, clock);
    }

    @Produces
    @Singleton
    SocketDialBack dialBack(TrackerConfig config) {
        return new SocketDialBack(config.dialBackTimeout());
    }

    @Produces
    @Singleton
    TrackerEngine engine(TrackerConfig config, InstantSource clock, TrackerNews news, SocketDialBack dialBack) {
        TrackerConfig.Limits limits = config.limits();
        TrackerRules rules = new TrackerRules(
                limits.sessions(),
                limits.items(),
                config.announceInterval().toMillis(),
                config.announceBurst(),
                config.announcesPerSecond(),
                new WeightPolicy(config.sameAccountWeight(), config.sameNetworkWeight()));
        StoreLimits store =
                new StoreLimits(limits.swarms(), limits.peers(), limits.peersPerSwarm(), MAX_SWARMS_PER_NODE);
        TrackerCore core =
                new TrackerCore(rules, new InMemoryNodeDirectory(limits.nodes()), new InMemorySwarmStore(store));
        return new TrackerEngine(core, clock, new BufferedRandom(new SecureRandom()), news, dialBack);
    }

    @Produces
    @Singleton
    Challenges challenges() {
        return new Challenges();
    }

    @Produces
    @Singleton
    RegisterNode registerNode(TrackerSettings settings, Challenges challenges) {
        return new RegisterNode(
                challenges,
                settings.config().publicName(),
                new SecretText(settings.enrolmentToken()),
                new DialPolicy(settings.config().allowPrivateAddresses()),
                new PrefixTagger(settings.sealingKey()));
    }

    @Produces
    @Singleton
    TokenDesk tokenDesk(TrackerSettings settings) {
        return new TokenDesk(
                new NodeTokenMint(settings.tokenKey(), settings.config().publicName()),
                settings.config().tokenLife().toMillis());
    }

    @Produces
    @Singleton
    GrantIssuer grantIssuer(TrackerSettings settings) {
        return new GrantIssuer(
                settings.grantKey(),
                new SealingKey(settings.sealingKey()),
                settings.config().campaign(),
                settings.config().priceMicroCreditsPerMib());
    }

    @Produces
    @Singleton
    ContentConsumer contentConsumer(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            TrackerSettings settings,
            TrackerEngine engine) {
        return new ContentConsumer(
                bootstrapServers, new PublicationRules(settings.operatorKeys()), content -> learn(engine, content));
    }

    private static void learn(TrackerEngine engine, ContentRecord content) {
        switch (content) {
            case ContentRecord.Published item -> {
                var answer = engine.on(new TrackerEvent.ItemPublished(item.contentId(), item.sizeBytes()));
                if (answer.orElseThrow() instanceof Effect.Refused refused) {
                    LOG.errorf("Item cannot be tracked: contentId=%s reason=%s", item.contentId(), refused.reason());
                }
            }
            case ContentRecord.Withdrawn item -> engine.on(new TrackerEvent.ItemWithdrawn(item.contentId()));
            case ContentRecord.Unusable unusable ->
                throw new IllegalArgumentException("the consumer leaves out what is unusable");
        }
    }
}
