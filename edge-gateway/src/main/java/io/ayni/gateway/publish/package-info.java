/**
 * From an upload to a published item. {@link io.ayni.gateway.publish.PublishContent} is the use case;
 * {@link io.ayni.gateway.publish.UploadForm} says how a body is read as files;
 * {@link io.ayni.gateway.publish.PublishVerdict} is the answer. HTTP, archives and Kafka are in the packages below.
 */
package io.ayni.gateway.publish;
