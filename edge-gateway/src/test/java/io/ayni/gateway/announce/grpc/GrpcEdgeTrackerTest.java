package io.ayni.gateway.announce.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.gateway.announce.EdgeTracker.UnreachableTrackerException;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEdgeResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcEdgeTrackerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private Server tracker;
    private Path authorities;

    @BeforeEach
    void startTrackerWithACertificateOfItsOwn() throws Exception {
        KeyStore store = certificateFor("localhost");
        authorities = directory.resolve("ca.pem");
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(store.getCertificate("tracker").getEncoded());
        Files.writeString(authorities, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        tracker = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", 0),
                        TlsServerCredentials.newBuilder()
                                .keyManager(keys.getKeyManagers())
                                .build())
                .addService(new Announcements())
                .build()
                .start();
    }

    @AfterEach
    void stopTracker() throws InterruptedException {
        tracker.shutdownNow().awaitTermination();
    }

    @Test
    void announcesOverTlsToATrackerThatTheNamedAuthorityVouchesFor() throws Exception {
        try (GrpcEdgeTracker gateway = gateway(Optional.of(authorities))) {
            // When
            Duration interval = gateway.announce();
            // Then
            assertThat(interval).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void aTrackerThatNoAuthorityOfThisMachineVouchesForIsNotSpokenTo() {
        try (GrpcEdgeTracker gateway = gateway(Optional.empty())) {
            assertThatThrownBy(gateway::announce)
                    .isInstanceOf(UnreachableTrackerException.class)
                    .hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> gateway(Optional.of(empty))).isInstanceOf(IllegalArgumentException.class);
    }

    private GrpcEdgeTracker gateway(Optional<Path> trusted) {
        return GrpcEdgeTracker.tls(
                "localhost", tracker.getPort(), trusted, "edge-token-0123456789", "https://e.example");
    }

    /** Made by the JDK's own tool: no library here makes certificates. */
    private KeyStore certificateFor(String host) throws Exception {
        Path file = directory.resolve("tracker.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tracker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-ext",
                        "bc:c",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD);
        }
        return store;
    }

    /** A tracker that takes every announcement. */
    private static final class Announcements extends TrackerGrpc.TrackerImplBase {
        @Override
        public void announceEdge(AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> response) {
            response.onNext(
                    AnnounceEdgeResponse.newBuilder().setIntervalMs(10_000).build());
            response.onCompleted();
        }
    }
}
