/**
 * What downloaders say of their exchanges, and the cases that come of it when that contradicts what they signed for.
 */
package io.ayni.ledger.report;
