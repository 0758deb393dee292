package io.ayni.agent.limit;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Limits and how things stand under them.
 *
 * @param limits what the owner wants
 * @param holds what holds
 * @param usedBytes uploaded in the month
 * @param month the calendar month of the time
 * @param monthEnd when it ends
 * @param surroundings what the system says
 * @param zone where the schedule and the month are at home
 * @param now the time of all this
 */
public record LimitsView(
        Limits limits,
        LimitsNow holds,
        long usedBytes,
        YearMonth month,
        Instant monthEnd,
        Surroundings surroundings,
        ZoneId zone,
        Instant now) {}
