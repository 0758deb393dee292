package io.ayni.agent.limit;

import io.ayni.agent.swarm.exchange.TransferBudget;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The owner's limits in force: takes the owner's wishes, keeps them, and gives bytes to uploads and downloads accordingly.
 * A change holds when its call returns. Time passing, the machine's surroundings and the reservation of the count are seen
 * to by {@link #refresh}, which {@link LimitWatch} calls. Safe for all threads; the budgets are for one thread each.
 */
public final class OwnerLimits {
    private static final System.Logger LOG = System.getLogger(OwnerLimits.class.getName());
    /** However little is to come, clocks jump and chargers are unplugged. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /**
     * What stands behind.
     *
     * @param limits the owner's file
     * @param usage the counts
     * @param machine the system
     * @param clock the time
     * @param zone the machine's time zone
     */
    public record Ports(
            LimitsFile limits, UsageFile usage, Surroundings.Machine machine, InstantSource clock, ZoneId zone) {}

    private final Ports ports;
    private final Rate atMost;
    private final UploadCount count;
    private final TransferBudget uploads = new Uploads();
    private final TransferBudget downloads = new Downloads();
    private Consumer<LimitsNow> effect = now -> {};
    private Runnable alarm = () -> {};
    private Limits limits;
    private Surroundings surroundings = Surroundings.UNKNOWN;
    private boolean isCounted = true;
    private volatile LimitsNow holds;

    private OwnerLimits(Ports ports, Rate atMost) throws IOException {
        this.ports = ports;
        this.atMost = atMost;
        this.limits = ports.limits().read();
        this.count = new UploadCount(ports.usage().read(), month(), limits.monthlyUpload());
        this.surroundings = look();
        this.holds = decide();
    }

    /**
     * Reads what the owner wants and what was uploaded before.
     *
     * @param atMost upload rate that this agent was started with; the owner's limits cannot exceed it
     * @throws IOException when a file is damaged; the message says what to do
     */
    public static OwnerLimits open(Ports ports, Rate atMost) throws IOException {
        return new OwnerLimits(ports, atMost);
    }

    /**
     * From now on tells what holds whenever it may have become something else, beginning with this call.
     *
     * @param told returns at once
     * @param needed called on the budgets' threads when {@link #refresh} should be called soon; returns at once
     */
    public synchronized void begin(Consumer<LimitsNow> told, Runnable needed) {
        effect = told;
        alarm = needed;
        apply();
    }

    /** What uploads take from. */
    public TransferBudget uploads() {
        return uploads;
    }

    /** What downloads take from. */
    public TransferBudget downloads() {
        return downloads;
    }

    /** Whether anything may be uploaded now. */
    public boolean allowsUpload() {
        return holds.allowsUpload();
    }

    /**
     * Changes the limits.
     *
     * @param wish the limits that shall hold in place of the given ones; an exception changes nothing
     * @throws IOException when they could not be kept; the old ones hold on
     */
    public synchronized LimitsView change(UnaryOperator<Limits> wish) throws IOException {
        Limits changed = wish.apply(limits).asRevision(limits.revision() + 1);
        ports.limits().write(changed);
        limits = changed;
        return apply();
    }

    /**
     * Uploads nothing for so long, or until {@link #resume}. Holds at once, even when it cannot be kept.
     *
     * @throws IOException when it could not be kept and would not survive a restart
     */
    public synchronized LimitsView pause(Optional<Duration> length) throws IOException {
        Optional<Instant> until = length.map(time -> ports.clock().instant().plus(time));
        limits = limits.paused(Optional.of(new Pause(until))).asRevision(limits.revision() + 1);
        LimitsView view = apply();
        ports.limits().write(limits);
        return view;
    }

    /** Ends a pause. */
    public LimitsView resume() throws IOException {
        return change(present -> present.paused(Optional.empty()));
    }

    /** Limits and how things stand under them. */
    public synchronized LimitsView view() {
        Instant now = ports.clock().instant();
        return new LimitsView(
                limits,
                decide(),
                count.usedBytes(),
                YearMonth.from(now.atZone(zone())),
                LimitPolicy.monthEnd(now, zone()),
                surroundings,
                zone(),
                now);
    }

    /** Looks at the machine; may take a second. */
    public void lookAround() {
        Surroundings seen = look();
        synchronized (this) {
            surroundings = seen;
        }
    }

    private Surroundings look() {
        Limits present;
        synchronized (this) {
            present = limits;
        }
        return LimitPolicy.needsSurroundings(present) ? ports.machine().look() : Surroundings.UNKNOWN;
    }

    /**
     * Makes effective what time has changed, and reserves further bytes where they run out.
     *
     * @return after how long it should be called again at the latest
     */
    public synchronized Duration refresh() {
        count.turn(month(), limits.monthlyUpload());
        if (!isCounted || count.isRunningOut()) {
            reserve();
        }
        apply();
        Duration next = Duration.between(ports.clock().instant(), holds.lookAgain());
        return next.compareTo(LONGEST_WAIT) < 0 ? next : LONGEST_WAIT;
    }

    private void reserve() {
        Map<YearMonth, Long> counts = count.withNextStep();
        try {
            ports.usage().write(counts);
            count.reserved(counts);
            isCounted = true;
        } catch (IOException e) {
            if (isCounted) {
                LOG.log(Level.ERROR, "uploads cannot be counted and stop until they can reason={0}", e);
            }
            isCounted = false;
        }
    }

    /** Writes the exact count. Nothing can be uploaded afterwards before the next {@link #refresh}. */
    public synchronized void close() {
        if (count.isAhead()) {
            try {
                ports.usage().write(count.end());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the count of uploads stays ahead by one step reason={0}", e);
            }
        }
    }

    private LimitsView apply() {
        count.turn(month(), limits.monthlyUpload());
        holds = decide();
        effect.accept(holds);
        return view();
    }

    private LimitsNow decide() {
        return LimitPolicy.decide(
                limits,
                atMost,
                new LimitPolicy.Facts(surroundings, count.usedBytes(), isCounted),
                ports.clock().instant(),
                zone());
    }

    private YearMonth month() {
        return YearMonth.from(ports.clock().instant().atZone(zone()));
    }

    private ZoneId zone() {
        return limits.zone().orElse(ports.zone());
    }

    private final class Uploads implements TransferBudget {
        private final TokenBucket bucket = new TokenBucket();

        @Override
        public boolean isOpen(long nowMs) {
            return bucket.isOpen(holds.upload(), nowMs);
        }

        @Override
        public boolean tryTake(int bytes, long nowMs) {
            Rate rate = holds.upload();
            if (!bucket.isOpen(rate, nowMs)) {
                return false;
            }
            boolean taken = count.tryTake(bytes);
            if (count.isRunningOut()) {
                alarm.run();
            }
            return taken && bucket.tryTake(rate, bytes, nowMs);
        }
    }

    private final class Downloads implements TransferBudget {
        private final TokenBucket bucket = new TokenBucket();

        @Override
        public boolean isOpen(long nowMs) {
            return bucket.isOpen(holds.download(), nowMs);
        }

        @Override
        public boolean tryTake(int bytes, long nowMs) {
            return bucket.tryTake(holds.download(), bytes, nowMs);
        }
    }
}
