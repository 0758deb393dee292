package io.ayni.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessLogTest {
    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void write() throws Exception {
        log = Files.writeString(
                directory.resolve("log"),
                """
                08:00:00 INFO starting
                08:00:01 ERROR cannot start
                java.lang.IllegalStateException: no key
                \tat io.ayni.Some.method(Some.java:12)
                \tat java.base/java.lang.Thread.run(Thread.java:1474)
                Caused by: java.io.IOException: file "k" holds 2 digits
                \tat io.ayni.Other.read(Other.java:3)
                \t... 9 more

                """);
    }

    @Test
    void tailIsTheEndAsItStands() {
        assertThat(ChildProcess.tail(log, 2)).containsExactly("\t... 9 more", "");
    }

    @Test
    void lastMessagesLeaveOutStackFramesSoThatTheCauseIsSeen() {
        assertThat(ChildProcess.lastMessages(log, 3))
                .containsExactly(
                        "08:00:01 ERROR cannot start",
                        "java.lang.IllegalStateException: no key",
                        "Caused by: java.io.IOException: file \"k\" holds 2 digits");
    }

    @Test
    void aLogThatIsNotThereIsEmpty() {
        assertThat(ChildProcess.lastMessages(directory.resolve("none"), 3)).isEmpty();
    }
}
