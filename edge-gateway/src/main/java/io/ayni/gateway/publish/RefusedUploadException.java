package io.ayni.gateway.publish;

/** Ends the reading of an upload that cannot be published. Never leaves {@link PublishContent}. */
public final class RefusedUploadException extends Exception {
    private final PublishRefusal reason;

    /** With a sentence for the publisher. */
    public RefusedUploadException(PublishRefusal reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public PublishRefusal reason() {
        return reason;
    }
}
