/**
 * The edge gateway: publishes content, serves it over HTTP, and is the seed that is always there.
 *
 * <p>Reading order: {@link io.ayni.gateway.catalog} (what is published, and how it lies on disk),
 * {@link io.ayni.gateway.publish} (from an upload to a visible item), {@link io.ayni.gateway.serve} (ranges, conditions,
 * paths), {@link io.ayni.gateway.delivery} (bytes given), {@link io.ayni.gateway.announce} (how the tracker learns of this
 * edge). Sub-packages named after a technology ({@code file}, {@code http}, {@code grpc}, {@code kafka}) are the only code
 * that sees it. {@link io.ayni.gateway.wiring} puts all together on one page.
 */
package io.ayni.gateway;
