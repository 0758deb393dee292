/** The connection to Kafka that all events of this gateway share. */
package io.ayni.gateway.events.kafka;
