package io.ayni.contracts.transport.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class IgnoredUpgradeTest {
    @Test
    void firstRequestLosesItsOfferAndNothingElse() {
        // Given
        EmbeddedChannel channel = new EmbeddedChannel(new IgnoredUpgrade());
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, "/api/content/a");
        request.headers().add("Upgrade", "h2c").add("Content-Length", "3");
        // When
        channel.writeInbound(request);
        // Then
        HttpRequest passedOn = channel.readInbound();
        assertThat(passedOn.headers().names()).containsExactly("Content-Length");
        assertThat(channel.pipeline().get(IgnoredUpgrade.class)).isNull();
        channel.finishAndReleaseAll();
    }
}
