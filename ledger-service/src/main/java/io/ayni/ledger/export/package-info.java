/** The journal export: everything that anyone needs to check the ledger alone, in one consistent reading. */
package io.ayni.ledger.export;
