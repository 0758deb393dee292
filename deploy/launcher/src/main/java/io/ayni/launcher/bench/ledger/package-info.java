/**
 * How fast the ledger settles. {@link io.ayni.launcher.bench.ledger.LedgerBench} is the course of the measurement, {@link
 * io.ayni.launcher.bench.ledger.Paperwork} signs what is settled, {@link io.ayni.launcher.bench.ledger.LedgerFigures} makes
 * the rows.
 */
package io.ayni.launcher.bench.ledger;
