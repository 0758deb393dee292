/** The published voucher keys over HTTP. */
package io.ayni.ledger.benefit.http;
