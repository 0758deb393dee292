/**
 * What the tracker tells the world: {@code EventOutbox} holds events until Kafka has them, so that a broker that is away
 * never holds up a node; the pump in {@code publication.kafka} empties it.
 */
package io.ayni.tracker.publication;
