/**
 * What is published: {@code PublicationRules} says which publications are believed; the consumer in {@code catalog.kafka}
 * reads them from the topic {@code ayni.content}.
 */
package io.ayni.tracker.catalog;
