package io.ayni.tracker.config;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.token.NodeTokenMint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The configuration after every check: what is here can be worked with. Its text form shows no secret.
 *
 * @param config the checked values
 * @param grantKey signs grants
 * @param tokenKey signs node tokens
 * @param sealingKey 32 bytes, seals grant terms
 * @param operatorKeys published keys; holds the public halves of both keys above
 * @param enrolmentToken what nodes present
 * @param edgeToken what gateways present
 */
public record TrackerSettings(
        TrackerConfig config,
        Ed25519PrivateKey grantKey,
        Ed25519PrivateKey tokenKey,
        byte[] sealingKey,
        OperatorKeys operatorKeys,
        String enrolmentToken,
        String edgeToken) {
    private static final String PREFIX = "ayni.tracker.";

    /**
     * Checks the configuration and reads its files.
     *
     * @throws InvalidSettingException naming the first key that is wrong and what it should be
     */
    public static TrackerSettings load(TrackerConfig config, long nowMs) {
        checkValues(config);
        checkLimits(config);
        TrackerSettings settings = new TrackerSettings(
                config,
                new Ed25519PrivateKey(SecretFiles.key(PREFIX + "grant-key-file", config.grantKeyFile())),
                new Ed25519PrivateKey(SecretFiles.key(PREFIX + "token-key-file", config.tokenKeyFile())),
                SecretFiles.key(PREFIX + "sealing-key-file", config.sealingKeyFile()),
                SecretFiles.operatorKeys(PREFIX + "operator-keys-file", config.operatorKeysFile()),
                SecretFiles.token(PREFIX + "enrolment-token-file", config.enrolmentTokenFile()),
                SecretFiles.token(PREFIX + "edge-token-file", config.edgeTokenFile()));
        settings.checkPublished("grant-key-file", KeyPurpose.GRANT, settings.grantKey, nowMs);
        settings.checkPublished("token-key-file", KeyPurpose.TOKEN, settings.tokenKey, nowMs);
        require(
                !settings.enrolmentToken.equals(settings.edgeToken),
                "edge-token-file",
                "must hold another token than enrolment-token-file");
        return settings;
    }

    private static void checkValues(TrackerConfig config) {
        int nameBytes = config.publicName().getBytes(StandardCharsets.UTF_8).length;
        require(
                nameBytes >= 1 && nameBytes <= RegistrationProof.MAX_AUDIENCE_BYTES,
                "public-name",
                "must be 1 to 255 bytes");
        requireWithin("price-micro-credits-per-mib", config.priceMicroCreditsPerMib(), 0, Grant.MAX_PRICE);
        require(GrantTerms.isCampaign(config.campaign()), "campaign", "must be 1 to 16 characters of [a-z0-9-]");
        requireWithin("same-account-weight", config.sameAccountWeight(), 0, Grant.FULL_WEIGHT);
        requireWithin("same-network-weight", config.sameNetworkWeight(), 0, Grant.FULL_WEIGHT);
        requireWithin("announce-interval", config.announceInterval(), Duration.ofSeconds(5), Duration.ofSeconds(45));
        requireWithin("announce-burst", config.announceBurst(), 8, 100_000);
        requireWithin("announces-per-second", config.announcesPerSecond(), 1, 100_000);
        requireWithin(
                "token-life", config.tokenLife(), Duration.ofMinutes(1), Duration.ofMillis(NodeTokenMint.MAX_LIFE_MS));
        requireWithin("dial-back-timeout", config.dialBackTimeout(), Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    private static void checkLimits(TrackerConfig config) {
        requirePositive("limits.nodes", config.limits().nodes());
        requirePositive("limits.sessions", config.limits().sessions());
        requirePositive("limits.swarms", config.limits().swarms());
        requirePositive("limits.peers", config.limits().peers());
        requirePositive("limits.peers-per-swarm", config.limits().peersPerSwarm());
        requirePositive("limits.items", config.limits().items());
        requirePositive("events.max-registrations", config.events().maxRegistrations());
        requirePositive("events.max-swarms", config.events().maxSwarms());
    }

    private void checkPublished(String key, KeyPurpose purpose, Ed25519PrivateKey secret, long nowMs) {
        boolean published = operatorKeys
                .find(purpose, secret.publicKey().id())
                .filter(found -> found.isValidAt(nowMs))
                .isPresent();
        require(
                published,
                key,
                "holds a key that operator-keys-file does not list as a valid " + purpose.word() + " key");
    }

    private static void requirePositive(String key, int value) {
        requireWithin(key, value, 1, Integer.MAX_VALUE);
    }

    private static void requireWithin(String key, long value, long min, long max) {
        require(value >= min && value <= max, key, "must be " + min + " to " + max);
    }

    private static void requireWithin(String key, Duration value, Duration min, Duration max) {
        require(
                value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                key,
                "must be " + min.toMillis() + " to " + max.toMillis() + " ms");
    }

    private static void require(boolean holds, String key, String rule) {
        if (!holds) {
            throw new InvalidSettingException(PREFIX + key, rule);
        }
    }

    @Override
    public String toString() {
        return "TrackerSettings[" + config.publicName() + "]";
    }
}
