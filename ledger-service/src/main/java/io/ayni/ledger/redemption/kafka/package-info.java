/** What redemptions tell the world. */
package io.ayni.ledger.redemption.kafka;
