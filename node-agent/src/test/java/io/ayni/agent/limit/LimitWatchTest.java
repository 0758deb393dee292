package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitWatchTest {
    private static final int BLOCK = 65_536;

    @TempDir
    Path directory;

    private final List<LimitsNow> told = new CopyOnWriteArrayList<>();
    private AnOwner owner;

    @BeforeEach
    void begin() throws IOException {
        owner = AnOwner.at(directory, "2026-11-25T12:00:00Z");
    }

    @Test
    void whoeverAsksInVainIsServedOnceTheCountIsOnDiskAndTheEndIsExact() throws IOException {
        try (LimitWatch watch = LimitWatch.start(owner.limits(), told::add, System::nanoTime)) {
            await().until(() -> owner.limits().uploads().tryTake(BLOCK, 1));
        }

        assertThat(owner.restarted().limits().view().usedBytes()).isEqualTo(BLOCK);
    }

    @Test
    void whatHoldsIsToldAtTheStartAndAtEveryChange() {
        try (LimitWatch watch = LimitWatch.start(owner.limits(), told::add, System::nanoTime)) {
            assertThat(told.getFirst().allowsUpload()).isTrue();

            owner.wants("uploadBytesPerSecond", 0L);

            assertThat(told.getLast().allowsUpload()).isFalse();
        }
    }
}
