package io.ayni.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorSecretsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void publishesTheKeyOfEachPrivateFile() throws Exception {
        // When
        OperatorSecrets secrets = ensure();

        // Then
        OperatorKeys published = OperatorKeys.parse(Files.readString(secrets.operatorKeys()));
        assertThat(published.all()).hasSize(KeyPurpose.values().length);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            String seed = Files.readString(secrets.privateKey(purpose));
            assertThat(seed).matches("[0-9a-f]{64}\n");
            var key = new Ed25519PrivateKey(HexFormat.of().parseHex(seed.strip()));
            assertThat(published.find(purpose, key.publicKey().id()))
                    .hasValueSatisfying(found ->
                            assertThat(found.isValidAt(NOW.toEpochMilli())).isTrue());
        }
    }

    @Test
    void namesTwoOperatorsByTheDigestsOfTheirTokens() throws Exception {
        // When
        OperatorSecrets secrets = ensure();

        // Then
        String first = Files.readString(secrets.operatorTokenFile()).strip();
        String second = Files.readString(secrets.secondOperatorTokenFile()).strip();
        assertThat(first).isNotEqualTo(second);
        assertThat(Files.readAllLines(secrets.operators()))
                .containsExactly("operator operator " + digest(first), "second operator " + digest(second));
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        // Given
        OperatorSecrets first = ensure();
        String keys = Files.readString(first.operatorKeys());
        String token = first.publisherToken();
        String operators = Files.readString(first.operators());

        // When
        OperatorSecrets second = ensure();

        // Then
        assertThat(Files.readString(second.operatorKeys())).isEqualTo(keys);
        assertThat(second.publisherToken()).isEqualTo(token);
        assertThat(Files.readString(second.operators())).isEqualTo(operators);
    }

    @Test
    void onlyTheOwnerReadsAnyOfThem() throws Exception {
        OperatorSecrets secrets = ensure();
        try (Stream<Path> files = Files.list(secrets.directory())) {
            assertThat(files).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private OperatorSecrets ensure() {
        return OperatorSecrets.ensure(new AyniHome(directory), new SecureRandom(), NOW);
    }
}
