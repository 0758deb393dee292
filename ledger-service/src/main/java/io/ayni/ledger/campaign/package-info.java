/** Funding of campaigns: what the operator puts in is posted once per sequence number, split over the shards. */
package io.ayni.ledger.campaign;
