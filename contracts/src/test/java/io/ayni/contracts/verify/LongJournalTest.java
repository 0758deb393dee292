package io.ayni.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.fixture.LongRun;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal is read in constant memory: what is remembered follows the settlements of some days. Ten million entries with
 * {@code -Dayni.long=true}, as many as you like with {@code -Dayni.verify.entries=N}.
 */
class LongJournalTest {
    private static final long ENTRIES = Long.getLong("ayni.verify.entries", LongRun.orElse(10_000_000, 200_000));
    private static final long ROUNDS = ENTRIES / LongJournal.ROUND_ENTRIES;
    private static final int ACCOUNTS = 4;

    /** A grant may be settled for one day and is remembered for seven more and the rest of an hour; one lot is open. */
    private static final int REMEMBERED = (int) (9 * LongJournal.DAY_SETTLEMENTS) + 1;

    private static final Path STATUS_OF_PROCESSES = Path.of("/proc");

    @TempDir
    Path directory;

    @Test
    void aLongJournalIsReadWithFewGrantsRemembered() throws IOException {
        // Given a verifier that gives up when it would have to remember more than nine days of grants
        JournalVerifier bounded = new JournalVerifier(LongJournal.KEYS, ACCOUNTS, REMEMBERED);
        // When
        VerificationVerdict verdict = bounded.verify(new LongJournal(ROUNDS));
        // Then
        assertThat(verdict)
                .isEqualTo(new Content(
                        ENTRIES,
                        ROUNDS,
                        ACCOUNTS,
                        ROUNDS,
                        ROUNDS << 20,
                        ROUNDS * (LongJournal.ROUND_ENTRIES - 2) * 1000,
                        ROUNDS * 1000,
                        0,
                        ROUNDS * 1000,
                        0,
                        0));
    }

    @Test
    void theProgramReadsALongJournalFromAPipeWith64MiBOfHeap() throws Exception {
        // Given
        Path keys = Files.writeString(directory.resolve("operator.keys"), LongJournal.KEYS.format());
        Path said = directory.resolve("said.json");
        long startNs = System.nanoTime();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerVerify.class.getName(),
                        "journal",
                        "--json",
                        "-",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        // When
        String resident;
        try (Writer out = program.outputWriter(StandardCharsets.US_ASCII)) {
            new LongJournal(ROUNDS).transferTo(out);
            out.flush();
            resident = peakResident(program.pid());
        }

        // Then
        int status = program.waitFor();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNs);
        System.out.println(ENTRIES + " entries in " + elapsed.toSeconds() + " s, peak resident memory " + resident);
        assertThat(said).content().contains("\"entries\":" + ENTRIES);
        assertThat(status).isZero();
    }

    @Test
    void theBoundIsReal() throws IOException {
        JournalVerifier tooSmall = new JournalVerifier(LongJournal.KEYS, ACCOUNTS, 1000);
        LongJournal journal = new LongJournal(2000);
        assertThatThrownBy(() -> tooSmall.verify(journal)).isInstanceOf(ExportTooLargeException.class);
    }

    /** The most memory that a process had so far, where the system tells. */
    private static String peakResident(long pid) throws IOException {
        Path status = STATUS_OF_PROCESSES.resolve(pid + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.substring("VmHWM:".length()).strip())
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
