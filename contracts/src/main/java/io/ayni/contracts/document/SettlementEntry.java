package io.ayni.contracts.document;

/**
 * One line of a settlement batch.
 *
 * @param grant the grant as the tracker signed it
 * @param receipt the newest receipt under it, as the downloader signed it
 */
public record SettlementEntry(Envelope grant, Envelope receipt) {}
