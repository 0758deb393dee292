package io.ayni.agent.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** An owner with limits in a directory, in Lisbon, whose clock and machine are a test's. */
public final class AnOwner {
    private final Path directory;
    private Instant now;
    private Surroundings surroundings = Surroundings.UNKNOWN;
    private Rate atMost = Rate.UNLIMITED;
    private OwnerLimits limits;

    private AnOwner(Path directory, Instant now) {
        this.directory = directory;
        this.now = now;
    }

    /** One who has said nothing yet; the time is ISO 8601. */
    public static AnOwner at(Path directory, String time) throws IOException {
        return new AnOwner(directory, Instant.parse(time)).restarted();
    }

    /** The agent starts, after whatever end. */
    public AnOwner restarted() throws IOException {
        limits = OwnerLimits.open(
                new OwnerLimits.Ports(
                        new LimitsFile(directory.resolve("limits")),
                        new UsageFile(directory.resolve("usage")),
                        () -> surroundings,
                        () -> now,
                        ZoneId.of("Europe/Lisbon")),
                atMost);
        return this;
    }

    /** The agent starts with a limit of its own. */
    AnOwner restartedWithAtMost(String rate) throws IOException {
        atMost = Rate.parse(rate);
        return restarted();
    }

    /** The limits in force. */
    public OwnerLimits limits() {
        return limits;
    }

    /** Time passes, and is seen. */
    public void pass(Duration time) {
        now = now.plus(time);
        limits.refresh();
    }

    /** The machine's surroundings change, and are seen. */
    void moves(Surroundings there) {
        surroundings = there;
        limits.lookAround();
        limits.refresh();
    }

    /** The owner wants this, as the local API takes it. */
    public LimitsView wants(String key, Object value) {
        try {
            return limits.change(present -> LimitsJson.changed(present, Map.of(key, value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What holds, in words. */
    String hears() {
        return LimitText.of(limits.view());
    }
}
