/**
 * Enrolled nodes: {@code EnrolledNode} is all that the tracker knows of one, {@code NodeDirectory} the table of them.
 * Plain Java; presence in swarms is not here but in {@code swarm}.
 */
package io.ayni.tracker.node;
