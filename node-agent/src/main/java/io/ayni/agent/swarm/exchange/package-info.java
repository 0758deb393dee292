/**
 * The law between an uploader and a downloader, as pure rules that both sides run: who may be served
 * ({@link io.ayni.agent.swarm.exchange.GrantRules}), how much may be outstanding without a receipt
 * ({@link io.ayni.agent.swarm.exchange.ExposureWindow}), how the downloader signs
 * ({@link io.ayni.agent.swarm.exchange.ReceiptChain}) and what the uploader believes
 * ({@link io.ayni.agent.swarm.exchange.UploadAccount}).
 *
 * <p>No clock, no randomness, no transport. Pieces, peers and scheduling stand in {@code core} and {@code picking}.
 */
package io.ayni.agent.swarm.exchange;
