package io.ayni.tracker.transport.grpc;

/** A request with a field out of shape or over its bound; the message names the field and the rule. */
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param what field and rule */
    public MalformedRequestException(String what) {
        super(what, null, false, false);
    }
}
