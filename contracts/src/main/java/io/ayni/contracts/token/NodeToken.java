package io.ayni.contracts.token;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;

/**
 * Who a caller is, as a valid node token says.
 *
 * @param nodeId the node
 * @param account the owner's account
 * @param expiresAtMs end of the token, Unix milliseconds
 */
public record NodeToken(NodeId nodeId, AccountId account, long expiresAtMs) {}
