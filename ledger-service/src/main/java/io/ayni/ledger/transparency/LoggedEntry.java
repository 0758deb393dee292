package io.ayni.ledger.transparency;

import java.util.Optional;

/**
 * An entry and who may see it.
 *
 * @param body as hashed
 * @param ownerAccount text form of the owner's account whose money it moves; empty when it moves nobody's
 */
public record LoggedEntry(byte[] body, Optional<String> ownerAccount) {}
