package io.ayni.contracts.transport.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadDeadlineTest {
    private final HeadDeadline deadline = new HeadDeadline(Duration.ofSeconds(30));
    private final EmbeddedChannel channel =
            new EmbeddedChannel(deadline, new HttpRequestDecoder(), deadline.behindDecoder());

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void headThatTricklesInForLongerThanTheDeadlineEndsTheConnection() {
        // Given
        send("G");
        pass(20);
        send("ET / HT");
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        // When
        pass(1);
        // Then
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headThatComesToItsEndInTimeLeavesTheConnectionAsLongAsItLasts() {
        // Given
        send("GET / HTTP/1.1\r\n");
        pass(29);
        // When
        send("\r\n");
        pass(3_600);
        // Then
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bodyHasNoDeadlineHere() {
        send("PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\na");
        pass(60);
        send("b");
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void everyHeadOfAConnectionHasTheDeadline() {
        // Given
        send("PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        pass(60);
        send("GET / HTTP/1.1\r\n\r\nGET /second");
        send(" HT");
        // When
        pass(30);
        // Then
        assertThat(channel.isOpen()).isFalse();
    }
}
