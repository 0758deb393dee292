/**
 * Signing of grants: {@code GrantIssuer} turns the core's orders into signed documents, {@code PrefixTagger} names networks
 * without showing them. Who gets a grant is decided in {@code swarm}.
 */
package io.ayni.tracker.grant;
