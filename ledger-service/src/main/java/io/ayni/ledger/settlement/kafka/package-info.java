/**
 * Settlement over Kafka: {@link io.ayni.ledger.settlement.kafka.KafkaSettlementLog} makes accepted batches durable,
 * {@link io.ayni.ledger.settlement.kafka.SettlementConsumer} settles them, partition by partition.
 */
package io.ayni.ledger.settlement.kafka;
