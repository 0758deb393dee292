/**
 * The behaviour of one item's swarm, as a pure state machine: {@link io.ayni.agent.swarm.core.SwarmCore} takes a
 * {@link io.ayni.agent.swarm.core.SwarmEvent} and answers with {@link io.ayni.agent.swarm.core.SwarmEffect}s. Time,
 * randomness and names are passed in.
 *
 * <p>Reading order: {@code SwarmCore} (dispatch), {@code SwarmState} and {@code PieceBoard} (what is known),
 * {@code Introductions} and {@code Announcer} (how peers meet), {@code Downloads}, {@code Requests} and {@code Receipts}
 * (the downloader), {@code Uploads} and {@code BlockPump} (the uploader), {@code EdgeDesk} and {@code FirstCopies} (the
 * other source), {@code PieceOutcomes} (what becomes of a piece).
 *
 * <p>Life of a stream under this node's rules, beyond the contract: the bitfield follows the first accepted grant of a
 * stream only; a grant that takes the place of another is presented when nothing is on its way under the one before, and
 * its last receipt is signed. A grant presented again on a new stream goes on with the sequence, totals and window that it
 * had; both sides remember them until it expires.
 *
 * <p>Not here: disks, sockets, threads ({@code engine}), wire forms ({@code grpc}).
 */
package io.ayni.agent.swarm.core;
