/** The program of the Kafka child process and its settings; not used by callers. */
package io.ayni.embedded.kafka;
