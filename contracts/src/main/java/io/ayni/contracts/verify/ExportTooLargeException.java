package io.ayni.contracts.verify;

import java.io.IOException;

/** The export is beyond a bound of the verifier, so nothing can be said about it. */
public final class ExportTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    ExportTooLargeException(String message) {
        super(message);
    }
}
