/** The service's settings: one mapping, checked and turned into plain values at start. */
package io.ayni.ledger.config;
