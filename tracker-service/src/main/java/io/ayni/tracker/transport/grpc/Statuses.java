package io.ayni.tracker.transport.grpc;

import io.ayni.tracker.registration.RegistrationVerdict;
import io.ayni.tracker.swarm.Refusal;
import io.ayni.tracker.swarm.SessionEnd;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Verdicts as gRPC statuses: the only place that knows both. */
public final class Statuses {
    private Statuses() {}

    /** A refusal of the core. */
    public static StatusRuntimeException of(Refusal refusal) {
        Status status =
                switch (refusal) {
                    case UNKNOWN_NODE ->
                        Status.UNAUTHENTICATED.withDescription("this node is not known here: register");
                    case UNKNOWN_CONTENT -> Status.NOT_FOUND.withDescription("no such item is published");
                    case MALFORMED ->
                        Status.INVALID_ARGUMENT.withDescription("these byte counts cannot be true of the item");
                    case TOO_FAST ->
                        Status.RESOURCE_EXHAUSTED.withDescription("too many announces: wait for the interval");
                    case OVER_CAPACITY -> Status.RESOURCE_EXHAUSTED.withDescription("a table is full: try again later");
                };
        return status.asRuntimeException();
    }

    /** A rejected registration. */
    public static StatusRuntimeException of(RegistrationVerdict.Reason reason) {
        Status status =
                switch (reason) {
                    case NONCE_NOT_OPEN ->
                        Status.UNAUTHENTICATED.withDescription("the nonce is not open: ask for another");
                    case KEY_NOT_PRIME_ORDER ->
                        Status.INVALID_ARGUMENT.withDescription("public_key is not of prime order");
                    case PROOF_FAILED -> Status.UNAUTHENTICATED.withDescription("the proof does not hold");
                    case WRONG_ENROLMENT_TOKEN -> Status.PERMISSION_DENIED.withDescription("wrong enrolment token");
                };
        return status.asRuntimeException();
    }

    /** The end of a session. */
    public static StatusRuntimeException of(SessionEnd end) {
        Status status =
                switch (end) {
                    case REPLACED -> Status.ABORTED.withDescription("a newer session of this node was opened");
                    case TOKEN_EXPIRED -> Status.UNAUTHENTICATED.withDescription("the node token ran out");
                };
        return status.asRuntimeException();
    }

    /** A field out of shape. */
    public static StatusRuntimeException malformed(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }
}
