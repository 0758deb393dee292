package io.ayni.tracker.node;

class InMemoryNodeDirectoryTest extends NodeDirectoryContract {
    @Override
    NodeDirectory directoryOf(int maxNodes) {
        return new InMemoryNodeDirectory(maxNodes);
    }
}
