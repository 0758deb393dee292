package io.ayni.contracts.document;

import java.util.Optional;

/** Who pays for a grant. The code stands in signed documents and is final. */
public enum PayerMode {
    /** The campaign's funded pool: the default. */
    CAMPAIGN_POOL(0),
    /** The downloader's own balance. */
    DOWNLOADER(1),
    /** Nobody: the exchange is recorded and earns nothing. */
    UNPAID(2);

    private final int code;

    PayerMode(int code) {
        this.code = code;
    }

    /** The byte in a grant. */
    public int code() {
        return code;
    }

    static Optional<PayerMode> ofCode(int code) {
        for (PayerMode mode : values()) {
            if (mode.code == code) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
