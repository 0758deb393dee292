package io.ayni.contracts.document;

/** The bytes are not a document of the expected kind. Carries no part of the bytes. */
public final class MalformedDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Fault {
        /** Not this kind of document, cut short, too long, or a field outside its stated range. */
        MALFORMED,
        /** This kind of document in a version that this program does not know. */
        UNSUPPORTED_VERSION
    }

    private final Fault fault;

    MalformedDocumentException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
