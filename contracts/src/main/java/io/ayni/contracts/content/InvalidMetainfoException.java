package io.ayni.contracts.content;

/** The bytes are not a metainfo file that Ayni takes. The message says what is wrong and carries no foreign bytes. */
public final class InvalidMetainfoException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidMetainfoException(String message) {
        super(message);
    }
}
