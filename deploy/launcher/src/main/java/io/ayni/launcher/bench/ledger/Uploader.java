package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.token.NodeTokenMint;

/**
 * A node that settles, alone in its account and behind an address of its own.
 *
 * @param key its key
 * @param account its owner's
 * @param prefixTag tag of its address
 */
record Uploader(Ed25519PrivateKey key, AccountId account, int prefixTag) {
    NodeId id() {
        return NodeId.of(key.publicKey());
    }

    int shard(int shards) {
        return Shards.of(id(), shards);
    }

    String token(NodeTokenMint mint, long nowMs) {
        return mint.mint(key.publicKey(), account, nowMs, NodeTokenMint.MAX_LIFE_MS);
    }
}
