/**
 * Who may call what. {@code VerifiedTokens} checks node tokens, {@code access.grpc} guards every rpc: what is not listed
 * there is refused.
 */
package io.ayni.tracker.access;
