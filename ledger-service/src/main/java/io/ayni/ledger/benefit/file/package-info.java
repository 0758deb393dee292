/** The operator's catalogue as a file. */
package io.ayni.ledger.benefit.file;
