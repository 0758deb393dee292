/** Cases: documents that contradict each other, opened by the ledger itself and decided by an operator. */
package io.ayni.ledger.dispute;
