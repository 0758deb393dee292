package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.SettlementLog;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class GrpcStatusesTest {
    @Test
    void anOverloadedLogSaysWhenToTryAgain() {
        // When
        StatusRuntimeException status = GrpcStatuses.ofAppend(new SettlementLog.Overloaded());

        // Then
        assertThat(status.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(status.getTrailers().get(GrpcStatuses.RETRY_AFTER_MS)).isEqualTo("1000");
    }

    @Test
    void aFailureThatTheFutureWrappedIsTakenAsItself() {
        assertThat(codeOf(GrpcStatuses.ofAppend(new CompletionException(new SettlementLog.Overloaded()))))
                .isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(codeOf(GrpcStatuses.ofAppend(new CompletionException(new TimeoutException()))))
                .isEqualTo(Code.UNAVAILABLE);
        assertThat(codeOf(GrpcStatuses.ofAppend(new TimeoutException()))).isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void failuresInsideSayNothingOfWhatIsInside() {
        // When
        StatusRuntimeException unreadable =
                GrpcStatuses.of(new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "secret host", null));
        StatusRuntimeException bug = GrpcStatuses.of(new IllegalStateException("secret value"));

        // Then
        assertThat(codeOf(unreadable)).isEqualTo(Code.UNAVAILABLE);
        assertThat(unreadable).hasMessage("UNAVAILABLE: the ledger cannot be read now");
        assertThat(codeOf(bug)).isEqualTo(Code.INTERNAL);
        assertThat(bug).hasMessage("INTERNAL: internal error");
    }

    @Test
    void aStatusStaysWhatItIs() {
        StatusRuntimeException status = GrpcStatuses.invalid("batch_id is 32 bytes");
        assertThat(GrpcStatuses.of(status)).isSameAs(status);
        assertThat(codeOf(status)).isEqualTo(Code.INVALID_ARGUMENT);
    }

    private static Code codeOf(StatusRuntimeException status) {
        return status.getStatus().getCode();
    }
}
