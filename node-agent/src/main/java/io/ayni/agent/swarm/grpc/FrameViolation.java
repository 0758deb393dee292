package io.ayni.agent.swarm.grpc;

/** A frame whose fields are out of shape. Carries no part of the frame. */
final class FrameViolation extends Exception {
    private static final long serialVersionUID = 1L;

    FrameViolation(String message) {
        super(message, null, false, false);
    }
}
