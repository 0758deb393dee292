/** The published logs over HTTP, laid out like C2SP tlog-tiles; for everybody. */
package io.ayni.ledger.transparency.http;
