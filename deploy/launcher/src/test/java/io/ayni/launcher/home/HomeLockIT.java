package io.ayni.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.launcher.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockIT {
    @TempDir
    Path directory;

    private AyniHome home;
    private Process holder;

    /** Takes the lock of a home and waits. */
    public static final class Holder {
        private Holder() {}

        /** Takes the home's directory. */
        public static void main(String[] arguments) throws Exception {
            HomeLock.take(new AyniHome(Path.of(arguments[0])));
            Files.createFile(Path.of(arguments[0]).resolve("taken"));
            TimeUnit.MINUTES.sleep(10);
        }
    }

    @BeforeEach
    void startHolder() throws Exception {
        home = new AyniHome(directory.resolve("home"));
        holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.directory().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("holder.log").toFile())
                .start();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(home.directory().resolve("taken"))) {
            assertThat(holder.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @AfterEach
    void endHolder() throws Exception {
        holder.destroyForcibly().waitFor();
    }

    @Test
    void secondTakerIsToldWhoHoldsIt() {
        assertThat(HomeLock.holderOf(home))
                .hasValueSatisfying(found -> assertThat(found.pid()).isEqualTo(holder.pid()));
        assertThatThrownBy(() -> HomeLock.take(home))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("already up")
                .hasMessageContaining("process " + holder.pid());
    }

    @Test
    void pidFileOfAKilledHolderDoesNotCount() throws Exception {
        // When
        holder.destroyForcibly().waitFor();

        // Then
        assertThat(HomeLock.holderOf(home)).isEmpty();
        try (HomeLock taken = HomeLock.take(home)) {
            assertThat(taken.previousRunWasKilled()).isTrue();
        }
        assertThat(home.pidFile()).doesNotExist();
    }
}
