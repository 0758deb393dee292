package io.ayni.agent.limit;

import java.util.Locale;

/** Why uploads may go as fast as they may, in order of precedence. */
public enum LimitReason {
    /** The owner paused. */
    PAUSED,
    /** What is uploaded cannot be counted durably, so the quota could not be kept. */
    NOT_COUNTED,
    /** The month's quota is used up. */
    QUOTA_USED_UP,
    /** The line is metered. */
    METERED,
    /** The machine runs on battery. */
    ON_BATTERY,
    /** A limit that was given with the start of the agent is lower than the owner's. */
    INSTALLATION,
    /** A band of the schedule. */
    SCHEDULE,
    /** The owner's upload rate. */
    UPLOAD_LIMIT,
    /** There is no limit. */
    NONE;

    /** For programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
