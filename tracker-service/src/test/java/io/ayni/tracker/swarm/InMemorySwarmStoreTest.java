package io.ayni.tracker.swarm;

class InMemorySwarmStoreTest extends SwarmStoreContract {
    @Override
    SwarmStore storeWith(StoreLimits limits) {
        return new InMemorySwarmStore(limits);
    }
}
