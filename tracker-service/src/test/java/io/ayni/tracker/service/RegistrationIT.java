package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrackerResource.class)
class RegistrationIT {
    @TestHTTPResource
    URI root;

    @Test
    void registers() {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", root.getPort())
                .usePlaintext()
                .build();
        TestNode node = new TestNode(channel).register();
        assertThat(node.token()).isNotEmpty();
        channel.shutdownNow();
    }
}
