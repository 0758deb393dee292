/** What an owner may read: its balance and the journal entries that concern it. */
package io.ayni.ledger.account;
