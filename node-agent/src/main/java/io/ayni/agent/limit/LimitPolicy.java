package io.ayni.agent.limit;

import io.ayni.agent.limit.Limits.LineSwitch;
import io.ayni.agent.limit.Limits.OnCost;
import io.ayni.agent.limit.Surroundings.Line;
import io.ayni.agent.limit.Surroundings.Power;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds now, as a function of what the owner wants, what is the case, and the time. */
final class LimitPolicy {
    private final Limits limits;
    private final Rate atMost;
    private final Facts facts;
    private final Instant now;
    private final ZoneId zone;

    /**
     * What is the case.
     *
     * @param surroundings the machine's
     * @param usedBytes uploaded this month
     * @param isCounted whether uploads can be counted durably
     */
    record Facts(Surroundings surroundings, long usedBytes, boolean isCounted) {}

    private LimitPolicy(Limits limits, Rate atMost, Facts facts, Instant now, ZoneId zone) {
        this.limits = limits;
        this.atMost = atMost;
        this.facts = facts;
        this.now = now;
        this.zone = zone;
    }

    /**
     * Decides.
     *
     * @param atMost limit that the agent was started with
     * @param zone where the owner is
     */
    static LimitsNow decide(Limits limits, Rate atMost, Facts facts, Instant now, ZoneId zone) {
        return new LimitPolicy(limits, atMost, facts, now, zone).decide();
    }

    private LimitsNow decide() {
        if (limits.pause().filter(pause -> pause.holdsAt(now)).isPresent()) {
            return stopped(LimitReason.PAUSED, limits.pause().get().until());
        }
        if (!facts.isCounted()) {
            return stopped(LimitReason.NOT_COUNTED, Optional.empty());
        }
        if (limits.monthlyUpload().isUsedUp(facts.usedBytes())) {
            return stopped(LimitReason.QUOTA_USED_UP, Optional.of(monthEnd(now, zone)));
        }
        if (limits.onMetered() == OnCost.STOP && isMetered()) {
            return stopped(LimitReason.METERED, Optional.empty());
        }
        if (limits.onBattery() == OnCost.STOP && facts.surroundings().power() == Power.BATTERY) {
            return stopped(LimitReason.ON_BATTERY, Optional.empty());
        }
        return byRate();
    }

    private boolean isMetered() {
        return switch (limits.line()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> facts.surroundings().line() == Line.METERED;
        };
    }

    private LimitsNow byRate() {
        Optional<Band> band = limits.schedule().at(LocalDateTime.ofInstant(now, zone));
        Rate wanted = band.map(Band::upload).orElse(limits.upload());
        if (atMost.compareTo(wanted) < 0) {
            return holds(atMost, LimitReason.INSTALLATION, Optional.empty());
        }
        if (band.isPresent()) {
            return holds(wanted, LimitReason.SCHEDULE, limits.schedule().nextChange(now, zone));
        }
        return holds(wanted, wanted.isUnlimited() ? LimitReason.NONE : LimitReason.UPLOAD_LIMIT, Optional.empty());
    }

    private LimitsNow stopped(LimitReason reason, Optional<Instant> until) {
        return holds(Rate.ZERO, reason, until);
    }

    private LimitsNow holds(Rate upload, LimitReason reason, Optional<Instant> until) {
        Instant lookAgain = Stream.of(
                        limits.pause().flatMap(Pause::until).filter(now::isBefore),
                        limits.schedule().nextChange(now, zone))
                .flatMap(Optional::stream)
                .reduce(monthEnd(now, zone), LimitPolicy::earlier);
        return new LimitsNow(upload, limits.download(), reason, until, lookAgain);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When the month ends where the owner is. */
    static Instant monthEnd(Instant now, ZoneId zone) {
        return YearMonth.from(now.atZone(zone))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** Whether the system has to be asked at all. */
    static boolean needsSurroundings(Limits limits) {
        boolean asksForLine = limits.onMetered() == OnCost.STOP && limits.line() == LineSwitch.AUTO;
        return asksForLine || limits.onBattery() == OnCost.STOP;
    }
}
