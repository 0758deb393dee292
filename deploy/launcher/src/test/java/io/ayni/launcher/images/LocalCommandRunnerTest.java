package io.ayni.launcher.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCommandRunnerTest {
    private final LocalCommandRunner runner = new LocalCommandRunner();

    @Test
    void outputAndErrorsOfAProgramAreKeptApart() {
        assertThat(runner.capture(List.of("sh", "-c", "echo one; echo two >&2; exit 3")))
                .isEqualTo(new CommandRunner.Outcome(3, "one", "two"));
    }

    @Test
    void aProgramThatIsNotThereEndsWithItsOwnCode() {
        assertThat(runner.capture(List.of("ayni-no-such-program")))
                .isEqualTo(new CommandRunner.Outcome(CommandRunner.NO_SUCH_PROGRAM, "", ""));
    }
}
