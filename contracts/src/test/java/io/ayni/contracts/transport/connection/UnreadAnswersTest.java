package io.ayni.contracts.transport.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadAnswersTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new UnreadAnswers());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        }
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    @Test
    void oneRequestTooManyWithoutAnswersEndsTheConnection() {
        ask(UnreadAnswers.MAX_OUTSTANDING);
        assertThat(channel.isOpen()).isTrue();
        ask(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).hasSize(UnreadAnswers.MAX_OUTSTANDING);
    }

    @Test
    void eachAnswerMakesRoomForARequest() {
        ask(UnreadAnswers.MAX_OUTSTANDING);
        for (int i = 0; i < 1_000; i++) {
            answer(HttpResponseStatus.OK);
            ask(1);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void interimAnswerIsNone() {
        ask(UnreadAnswers.MAX_OUTSTANDING);
        answer(HttpResponseStatus.CONTINUE);
        ask(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void requestBehindAFullBufferEndsTheConnection() {
        // Given
        ask(1);
        answer(HttpResponseStatus.OK);
        // When
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        ask(1);
        // Then
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).hasSize(1);
    }
}
