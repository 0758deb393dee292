package io.ayni.embedded;

import java.util.regex.Pattern;

/**
 * Passwords of the two roles of the ledger's database.
 *
 * @param ownerPassword of {@code ayni_ledger_owner}, which owns the database and its tables
 * @param applicationPassword of {@code ayni_ledger_app}, which gets only what the owner grants it
 */
public record PostgresCredentials(String ownerPassword, String applicationPassword) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{12,128}");

    /** Refuses passwords other than 12 to 128 letters, digits, {@code _} and {@code -}. */
    public PostgresCredentials {
        if (!SAFE.matcher(ownerPassword).matches()
                || !SAFE.matcher(applicationPassword).matches()) {
            throw new IllegalArgumentException("A database password has 12 to 128 letters, digits, _ or -");
        }
    }

    @Override
    public String toString() {
        return "PostgresCredentials[hidden]";
    }
}
