/** Counting the bytes that this gateway delivers. Sending the counts to Kafka is in the package below. */
package io.ayni.gateway.delivery;
