package io.ayni.launcher.home;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The operator's keys and tokens as files under {@code keys}: made at the first start, kept afterwards. Private files
 * have mode 0600.
 *
 * @param directory where they are
 */
public record OperatorSecrets(Path directory) {
    private static final int SECRET_BYTES = 32;
    private static final String FIRST_OPERATOR = "operator";
    private static final String SECOND_OPERATOR = "second";
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** Makes what is missing in a home. */
    public static OperatorSecrets ensure(AyniHome home, SecureRandom random, Instant now) {
        return ensure(home.secrets(), random, now);
    }

    /** Makes what is missing in a directory. */
    public static OperatorSecrets ensure(Path directory, SecureRandom random, Instant now) {
        var secrets = new OperatorSecrets(directory);
        List<PublishedKey> published = new ArrayList<>();
        for (KeyPurpose purpose : KeyPurpose.values()) {
            secrets.ensureHex(secrets.privateKey(purpose), random);
            Ed25519PrivateKey key = secrets.signingKey(purpose);
            published.add(new PublishedKey(
                    purpose,
                    key.publicKey(),
                    now.minus(BACKDATED).toEpochMilli(),
                    now.plus(VALIDITY).toEpochMilli()));
        }
        secrets.ensureHex(secrets.sealingKey(), random);
        secrets.ensureHex(secrets.ownerPasswordFile(), random);
        secrets.ensureHex(secrets.applicationPasswordFile(), random);
        for (Path token : List.of(
                secrets.enrolmentToken(),
                secrets.edgeToken(),
                secrets.publisherTokenFile(),
                secrets.operatorTokenFile(),
                secrets.secondOperatorTokenFile())) {
            secrets.ensureHex(token, random);
        }
        if (!Files.exists(secrets.operators())) {
            SecretFile.write(secrets.operators(), secrets.operatorLines());
        }
        if (!Files.exists(secrets.operatorKeys())) {
            SecretFile.write(secrets.operatorKeys(), new OperatorKeys(published).format());
        }
        return secrets;
    }

    /** Seed of the key that signs for a purpose: {@code grant.key}, {@code token.key} and so on. */
    public Path privateKey(KeyPurpose purpose) {
        return directory.resolve(purpose.word() + ".key");
    }

    /** The key itself that signs for a purpose. */
    public Ed25519PrivateKey signingKey(KeyPurpose purpose) {
        return new Ed25519PrivateKey(HexFormat.of().parseHex(SecretFile.read(privateKey(purpose))));
    }

    /** Symmetric key shared by tracker and ledger. */
    public Path sealingKey() {
        return directory.resolve("sealing.key");
    }

    /** That key itself. */
    public SealingKey grantSealing() {
        return SealingKey.fromHex(SecretFile.read(sealingKey()));
    }

    /** The public key list. */
    public Path operatorKeys() {
        return directory.resolve("operator.keys");
    }

    /** What an agent shows to be enrolled. */
    public Path enrolmentToken() {
        return directory.resolve("enrolment.token");
    }

    /** What the gateway shows to the tracker. */
    public Path edgeToken() {
        return directory.resolve("edge.token");
    }

    /** What a publisher shows to the gateway. */
    public Path publisherTokenFile() {
        return directory.resolve("publisher.token");
    }

    /** What the operator {@value #FIRST_OPERATOR} shows to the services. */
    public Path operatorTokenFile() {
        return directory.resolve("operator.token");
    }

    /** What the operator {@value #SECOND_OPERATOR}, who approves what the first proposes, shows to the services. */
    public Path secondOperatorTokenFile() {
        return directory.resolve("second-operator.token");
    }

    /** Who is an operator: names, roles and digests of their tokens. */
    public Path operators() {
        return directory.resolve("operators");
    }

    /** The publisher's token itself. */
    public String publisherToken() {
        return SecretFile.read(publisherTokenFile());
    }

    /** The operator's token itself. */
    public String operatorToken() {
        return SecretFile.read(operatorTokenFile());
    }

    /** Password of the database's owner. */
    public String databaseOwnerPassword() {
        return SecretFile.read(ownerPasswordFile());
    }

    /** Password of the ledger's own role. */
    public String databaseApplicationPassword() {
        return SecretFile.read(applicationPasswordFile());
    }

    private String operatorLines() {
        return operatorLine(FIRST_OPERATOR, operatorTokenFile())
                + operatorLine(SECOND_OPERATOR, secondOperatorTokenFile());
    }

    private static String operatorLine(String name, Path tokenFile) {
        byte[] digest = Digests.sha256(SecretFile.read(tokenFile).getBytes(StandardCharsets.UTF_8));
        return name + " operator " + HexFormat.of().formatHex(digest) + "\n";
    }

    private Path ownerPasswordFile() {
        return directory.resolve("database-owner.password");
    }

    private Path applicationPasswordFile() {
        return directory.resolve("database-application.password");
    }

    private void ensureHex(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            SecretFile.write(file, HexFormat.of().formatHex(secret) + "\n");
        }
    }
}
