/**
 * Apache Kafka and PostgreSQL as child processes of this JVM, from Maven artifacts, on loopback only.
 *
 * <p>Read {@link io.ayni.embedded.KafkaProcess} and {@link io.ayni.embedded.PostgresProcess} first: both are started
 * from a settings record, answer with an address that accepts connections, and can be stopped gracefully, killed hard
 * and restarted on the same port and data. {@link io.ayni.embedded.TestInfrastructure} is the one-line form for tests.
 * {@code process} holds what any child process needs: log file, stop order, and the guard that leaves no orphans.
 *
 * <p>Nothing about Ayni's services belongs here, except the list of topics ({@link io.ayni.embedded.AyniTopics}).
 */
package io.ayni.embedded;
