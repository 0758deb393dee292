/**
 * The HTTP entry: {@link io.ayni.gateway.http.GatewayRoutes} checks every path and calls the route of the feature;
 * {@link io.ayni.gateway.http.Problem} is what a refusal looks like. Routes stand on Vert.x directly, because files go out
 * with {@code sendFile} and uploads come in with back-pressure; the description of the interface is in
 * {@code META-INF/openapi.yaml}.
 */
package io.ayni.gateway.http;
