/**
 * The rules of serving a file over HTTP, as pure functions: paths ({@link io.ayni.gateway.serve.RequestPath}), ranges
 * ({@link io.ayni.gateway.serve.RangeHeader}), conditions ({@link io.ayni.gateway.serve.EntityTags}), and what they make
 * together ({@link io.ayni.gateway.serve.ServeDecision}). Sending bytes is in the package below.
 *
 * <p>Choices that RFC 9110 leaves open: a malformed {@code Range} and one with several ranges are ignored (the whole file
 * is sent, never more than a plain GET would send); there is no modification date, so conditions on dates do not apply.
 */
package io.ayni.gateway.serve;
