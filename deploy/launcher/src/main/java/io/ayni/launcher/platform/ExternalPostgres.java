package io.ayni.launcher.platform;

/**
 * An existing PostgreSQL database for the ledger.
 *
 * @param jdbcUrl address without credentials
 * @param ownerUser role that makes the tables
 * @param ownerPassword its password
 * @param applicationUser the ledger's role at run time
 * @param applicationPassword its password
 */
public record ExternalPostgres(
        String jdbcUrl, String ownerUser, String ownerPassword, String applicationUser, String applicationPassword) {
    @Override
    public String toString() {
        return "ExternalPostgres[" + jdbcUrl + "]";
    }
}
