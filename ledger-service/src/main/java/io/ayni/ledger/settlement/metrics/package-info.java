/** How settlement goes, for those who run it: logs, figures and health. */
package io.ayni.ledger.settlement.metrics;
