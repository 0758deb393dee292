package io.ayni.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.fixture.Operator;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.identity.NodeKeyFile;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentHomeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path parent;

    private AgentHome home;

    @BeforeEach
    void open() throws IOException {
        home = AgentHome.at(parent.resolve("data")).open();
    }

    @Test
    void theDirectoryIsForItsOwnerOnly() throws IOException {
        assertThat(permissions(home.directory())).isEqualTo("rwx------");
    }

    @Test
    void theNodeKeyIsMadeOnceWithMode0600() throws IOException {
        // When
        Ed25519PrivateKey first = NodeKeyFile.loadOrCreate(home.nodeKey(), RANDOM);
        Ed25519PrivateKey again = NodeKeyFile.loadOrCreate(home.nodeKey(), RANDOM);

        // Then
        assertThat(again.seed()).isEqualTo(first.seed());
        assertThat(permissions(home.nodeKey())).isEqualTo("rw-------");
        assertThat(Files.readString(home.nodeKey())).isEqualTo(HexFormat.of().formatHex(first.seed()) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void aNodeKeyWithWiderPermissionsIsRefused(String permissions) throws IOException {
        NodeKeyFile.loadOrCreate(home.nodeKey(), RANDOM);
        Files.setPosixFilePermissions(home.nodeKey(), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> NodeKeyFile.loadOrCreate(home.nodeKey(), RANDOM))
                .isInstanceOf(InsecureFileException.class)
                .hasMessageContaining("chmod 600 " + home.nodeKey());
    }

    @Test
    void somethingElseInPlaceOfTheNodeKeyIsRefusedAndLeftAlone() throws IOException {
        DurableFiles.replace(home.nodeKey(), "not a key\n".getBytes());

        assertThatThrownBy(() -> NodeKeyFile.loadOrCreate(home.nodeKey(), RANDOM))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a node key");
        assertThat(Files.readString(home.nodeKey())).isEqualTo("not a key\n");
    }

    @Test
    void theLocalTokenHasMode0600AndMatchesItselfOnly() throws IOException {
        LocalToken token = LocalToken.loadOrCreate(home.localToken(), RANDOM);
        String text = Files.readString(home.localToken()).strip();

        assertThat(permissions(home.localToken())).isEqualTo("rw-------");
        assertThat(text).hasSize(64);
        assertThat(token.matches(text)).isTrue();
        assertThat(token.matches(text.substring(1))).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(new LocalToken("").matches("")).isFalse();
        assertThat(token.authorization()).isEqualTo("Bearer " + text);
    }

    @Test
    void aLocalTokenWithWiderPermissionsIsRefused() throws IOException {
        LocalToken.loadOrCreate(home.localToken(), RANDOM);
        Files.setPosixFilePermissions(home.localToken(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(() -> LocalToken.loadOrCreate(home.localToken(), RANDOM))
                .isInstanceOf(InsecureFileException.class);
    }

    @Test
    void oneAgentAtATimeHoldsTheDirectory() throws IOException {
        try (HomeLock held = HomeLock.tryTake(home).orElseThrow()) {
            assertThat(HomeLock.tryTake(home)).isEmpty();
            assertThat(held).isNotNull();
        }
        Optional<HomeLock> again = HomeLock.tryTake(home);
        assertThat(again).isPresent();
        again.orElseThrow().close();
    }

    @Test
    void endpointsAreWrittenReadAndRemoved() throws IOException {
        Endpoints endpoints = new Endpoints(URI.create("http://127.0.0.1:7411"), "127.0.0.1:9", "node", 42);
        assertThat(Endpoints.read(home)).isEmpty();

        endpoints.write(home);
        assertThat(Endpoints.read(home)).contains(endpoints);
        assertThat(permissions(home.endpoints())).isEqualTo("rw-------");

        Endpoints.remove(home);
        assertThat(Endpoints.read(home)).isEmpty();
    }

    @Test
    void damagedEndpointsSayWhatToDo() throws IOException {
        Files.writeString(home.endpoints(), "{\"http\":");

        assertThatThrownBy(() -> Endpoints.read(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("remove it");
    }

    @Test
    void replacingAFileLeavesNothingUnfinishedBehind() throws IOException {
        Path file = home.directory().resolve("file");
        Files.write(file.resolveSibling("file.tmp"), new byte[3]);

        DurableFiles.replace(file, Operator.NODE.publicKey().bytes());
        DurableFiles.replace(file, new byte[] {1});

        assertThat(Files.readAllBytes(file)).containsExactly(1);
        assertThat(file.resolveSibling("file.tmp")).doesNotExist();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
