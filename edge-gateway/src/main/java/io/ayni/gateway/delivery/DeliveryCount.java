package io.ayni.gateway.delivery;

import io.ayni.contracts.content.ContentId;

/**
 * What was delivered of one item over a short time.
 *
 * @param id content id
 * @param bytes file bytes handed to the network in full responses and ranges
 * @param requests answered requests, 1 or more
 * @param fromMs start, Unix milliseconds
 * @param untilMs end, Unix milliseconds
 */
public record DeliveryCount(ContentId id, long bytes, int requests, long fromMs, long untilMs) {}
