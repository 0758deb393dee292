package io.ayni.agent.limit;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What the owner wants.
 *
 * @param revision counts the owner's changes, from 0
 * @param upload rate outside the bands of the schedule
 * @param download rate, never 0
 * @param monthlyUpload quota per calendar month
 * @param schedule upload rates by day and time, in place of {@code upload}
 * @param onBattery what becomes of uploads while the machine runs on battery
 * @param onMetered what becomes of uploads on a metered line
 * @param line whether the line is metered
 * @param zone where the schedule and the month are at home; empty for the machine's own
 * @param pause empty while not paused
 */
public record Limits(
        long revision,
        Rate upload,
        Rate download,
        Quota monthlyUpload,
        Schedule schedule,
        OnCost onBattery,
        OnCost onMetered,
        LineSwitch line,
        Optional<ZoneId> zone,
        Optional<Pause> pause) {
    /** What holds while the owner has said nothing. */
    public static final Limits DEFAULT = new Limits(
            0,
            Rate.UNLIMITED,
            Rate.UNLIMITED,
            Quota.DEFAULT,
            Schedule.NONE,
            OnCost.STOP,
            OnCost.STOP,
            LineSwitch.AUTO,
            Optional.empty(),
            Optional.empty());

    /** What to do when uploading costs more than usual. */
    public enum OnCost {
        /** Upload nothing. */
        STOP,
        /** Upload as always. */
        SHARE
    }

    /** Whether the line is metered. */
    public enum LineSwitch {
        /** As the system says, where it does. */
        AUTO,
        /** It is, whatever the system says. */
        YES,
        /** It is not, whatever the system says. */
        NO
    }

    /** Refuses a download rate of 0. */
    public Limits {
        if (download.isZero()) {
            throw new IllegalArgumentException(
                    "a download limit of 0 would fetch nothing; do not start downloads instead");
        }
    }

    Limits paused(Optional<Pause> wish) {
        return new Limits(revision, upload, download, monthlyUpload, schedule, onBattery, onMetered, line, zone, wish);
    }

    Limits asRevision(long number) {
        return new Limits(number, upload, download, monthlyUpload, schedule, onBattery, onMetered, line, zone, pause);
    }
}
