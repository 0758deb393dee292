package io.ayni.agent.limit;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What holds and why, in the owner's words. All such texts stand here. */
final class LimitText {
    private LimitText() {}

    static String of(LimitsView view) {
        LimitsNow holds = view.holds();
        return switch (holds.reason()) {
            case PAUSED ->
                "paused until " + holds.until().map(until -> time(view, until)).orElse("you resume");
            case NOT_COUNTED -> "stopped: what is uploaded cannot be counted on disk, see the log";
            case QUOTA_USED_UP ->
                "quota used up: "
                        + Quantities.share(
                                view.usedBytes(), view.limits().monthlyUpload().bytes())
                        + ", again on " + day(view.monthEnd().atZone(view.zone()));
            case METERED -> "stopped: the line is metered";
            case ON_BATTERY -> "stopped: the machine runs on battery";
            case INSTALLATION -> atMost(holds) + ", as this agent was started with --max-upload";
            case SCHEDULE ->
                atMost(holds) + ", as scheduled"
                        + holds.until()
                                .map(until -> " until " + time(view, until))
                                .orElse("");
            case UPLOAD_LIMIT -> atMost(holds);
            case NONE -> "uploads at any rate";
        };
    }

    private static String atMost(LimitsNow holds) {
        if (holds.upload().isUnlimited()) {
            return "uploads at any rate";
        }
        return holds.allowsUpload() ? "uploads at most " + holds.upload() : "uploads nothing";
    }

    /** {@code 14:00}; on another day {@code 14:00 on 1 December}. */
    private static String time(LimitsView view, Instant until) {
        ZonedDateTime at = until.atZone(view.zone());
        String clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).format(at);
        boolean isToday = at.toLocalDate().equals(view.now().atZone(view.zone()).toLocalDate());
        return isToday ? clock : clock + " on " + day(at);
    }

    private static String day(ZonedDateTime at) {
        return DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).format(at);
    }
}
