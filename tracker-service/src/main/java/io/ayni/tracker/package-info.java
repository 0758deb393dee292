/**
 * The tracker: enrols nodes, knows who is in which swarm, chooses who meets whom and signs the grants for it.
 *
 * <p>Read {@link io.ayni.tracker.swarm} first: {@code TrackerCore} decides everything about swarms and is plain Java. Then
 * {@link io.ayni.tracker.registration} (who may come in), {@link io.ayni.tracker.node} (who is known),
 * {@link io.ayni.tracker.grant} (what is signed). {@code catalog} and {@code publication} are the two ends towards Kafka;
 * {@code access} is the guard in front of every rpc; {@code wiring} puts it together.
 *
 * <p>Not here: what a grant is worth once it was used. The tracker never learns how many bytes moved.
 */
package io.ayni.tracker;
