package io.ayni.agent.grpc;

import io.grpc.Channel;
import io.grpc.Status;

/** What a failed call means to a person. */
public final class CallFailure {
    private CallFailure() {}

    /** Where nothing answered and why, or what the service itself said. */
    public static String words(Status status, Channel channel) {
        if (status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null) {
            return "nothing answers at " + channel.authority() + " (" + reason(status.getCause()) + ")";
        }
        String said = status.getDescription() == null ? "" : ": " + status.getDescription();
        return status.getCode() + said;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
