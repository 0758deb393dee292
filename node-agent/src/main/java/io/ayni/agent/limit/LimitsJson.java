package io.ayni.agent.limit;

import io.ayni.agent.limit.Limits.LineSwitch;
import io.ayni.agent.limit.Limits.OnCost;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Limits as JSON, in the file and in the local API. Rates and the quota are numbers of bytes, {@code "unlimited"}, or texts
 * as {@code "500K"}; the schedule is a list of bands or a text as {@link Schedule#parse} reads it.
 */
public final class LimitsJson {
    /** Limits that can be changed. */
    public static final Set<String> KEYS = Set.of(
            "uploadBytesPerSecond",
            "downloadBytesPerSecond",
            "monthlyUploadBytes",
            "schedule",
            "onBattery",
            "onMetered",
            "metered",
            "timeZone");

    private static final long FORMAT = 1;
    private static final String SYSTEM_ZONE = "system";

    private LimitsJson() {}

    /** What the file holds. */
    static Map<String, Object> file(Limits limits) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.putAll(limits(limits));
        return json;
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Limits ofFile(Map<String, Object> json) {
        Map<String, Object> wishes = new LinkedHashMap<>(json);
        if (!(wishes.remove("format") instanceof Long format) || format != FORMAT) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        long revision = value("revision", wishes.remove("revision"), number -> (Long) number);
        Optional<Pause> pause =
                Optional.ofNullable(wishes.remove("paused")).map(object -> value("paused", object, LimitsJson::pause));
        return changed(Limits.DEFAULT, wishes).paused(pause).asRevision(revision);
    }

    private static Pause pause(Object object) {
        Object until = ((Map<?, ?>) object).get("untilMs");
        return new Pause(Optional.ofNullable((Long) until).map(Instant::ofEpochMilli));
    }

    /** The limits for a program. */
    public static Map<String, Object> limits(Limits limits) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", limits.revision());
        json.put("uploadBytesPerSecond", rate(limits.upload()));
        json.put("downloadBytesPerSecond", rate(limits.download()));
        json.put("monthlyUploadBytes", quota(limits.monthlyUpload()));
        json.put(
                "schedule",
                limits.schedule().bands().stream().map(LimitsJson::band).toList());
        json.put("onBattery", word(limits.onBattery()));
        json.put("onMetered", word(limits.onMetered()));
        json.put("metered", word(limits.line()));
        json.put("timeZone", limits.zone().map(ZoneId::getId).orElse(SYSTEM_ZONE));
        json.put("paused", limits.pause().map(LimitsJson::pauseJson).orElse(null));
        return json;
    }

    private static Map<String, Object> pauseJson(Pause pause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("untilMs", pause.until().map(Instant::toEpochMilli).orElse(null));
        return json;
    }

    private static Map<String, Object> band(Band band) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("days", band.daysText());
        json.put("from", band.fromText());
        json.put("to", band.toText());
        json.put("uploadBytesPerSecond", rate(band.upload()));
        return json;
    }

    private static Object rate(Rate rate) {
        return rate.isUnlimited() ? Rate.UNLIMITED_WORD : rate.bytesPerSecond();
    }

    private static Object quota(Quota quota) {
        return quota.isUnlimited() ? Rate.UNLIMITED_WORD : quota.bytes();
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The present limits with what the owner names in place of what was; the rest stays.
     *
     * @throws IllegalArgumentException saying what is wrong; then nothing of it counts
     */
    public static Limits changed(Limits present, Map<String, Object> wishes) {
        Limits changed = present;
        for (Map.Entry<String, Object> wish : wishes.entrySet()) {
            if (!KEYS.contains(wish.getKey())) {
                throw new IllegalArgumentException("there is no limit \"" + wish.getKey() + "\"");
            }
            Limits before = changed;
            changed = value(wish.getKey(), wish.getValue(), value -> with(before, wish.getKey(), value));
        }
        return changed;
    }

    private static Limits with(Limits was, String key, Object value) {
        Rate upload = key.equals("uploadBytesPerSecond") ? readRate(value) : was.upload();
        Rate download = key.equals("downloadBytesPerSecond") ? readRate(value) : was.download();
        Quota monthly = key.equals("monthlyUploadBytes") ? readQuota(value) : was.monthlyUpload();
        Schedule schedule = key.equals("schedule") ? readSchedule(value) : was.schedule();
        OnCost onBattery = key.equals("onBattery") ? choice(OnCost.class, value) : was.onBattery();
        OnCost onMetered = key.equals("onMetered") ? choice(OnCost.class, value) : was.onMetered();
        LineSwitch line = key.equals("metered") ? choice(LineSwitch.class, value) : was.line();
        Optional<ZoneId> zone = key.equals("timeZone") ? readZone(value) : was.zone();
        return new Limits(
                was.revision(), upload, download, monthly, schedule, onBattery, onMetered, line, zone, was.pause());
    }

    /** Names the key in what is wrong with its value. */
    private static <T> T value(String key, Object value, Function<Object, T> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("\"" + key + "\": " + e.getMessage(), e);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("\"" + key + "\" has a value of another kind", e);
        }
    }

    private static Rate readRate(Object value) {
        return value instanceof Long number ? new Rate(refuseEndless(number)) : Rate.parse((String) value);
    }

    private static Quota readQuota(Object value) {
        return value instanceof Long number ? new Quota(refuseEndless(number)) : Quota.parse((String) value);
    }

    private static long refuseEndless(long number) {
        if (number == Long.MAX_VALUE) {
            throw new IllegalArgumentException("say \"unlimited\" for no limit");
        }
        return number;
    }

    private static Schedule readSchedule(Object value) {
        if (value instanceof String text) {
            return Schedule.parse(text);
        }
        List<Band> bands = new ArrayList<>();
        for (Object band : (List<?>) value) {
            Map<?, ?> json = (Map<?, ?>) band;
            bands.add(Band.of(
                    (String) json.get("days"),
                    (String) json.get("from"),
                    (String) json.get("to"),
                    readRate(json.get("uploadBytesPerSecond"))));
        }
        return new Schedule(bands);
    }

    private static Optional<ZoneId> readZone(Object value) {
        return value.equals(SYSTEM_ZONE) ? Optional.empty() : Optional.of(ZoneId.of((String) value));
    }

    private static <E extends Enum<E>> E choice(Class<E> kind, Object value) {
        for (E choice : kind.getEnumConstants()) {
            if (word(choice).equals(value)) {
                return choice;
            }
        }
        throw new IllegalArgumentException(
                "expected one of " + List.of(kind.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    /** Limits, what holds now and why, and the month, for a program. */
    public static Map<String, Object> view(LimitsView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("limits", limits(view.limits()));
        json.putAll(standing(view));
        return json;
    }

    /** What holds now and why, and the month. */
    public static Map<String, Object> standing(LimitsView view) {
        LimitsNow holds = view.holds();
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("uploading", holds.allowsUpload());
        now.put("uploadBytesPerSecond", rate(holds.upload()));
        now.put("downloadBytesPerSecond", rate(holds.download()));
        now.put("reason", holds.reason().code());
        now.put("untilMs", holds.until().map(Instant::toEpochMilli).orElse(null));
        now.put("text", LimitText.of(view));
        Map<String, Object> month = new LinkedHashMap<>();
        month.put("month", view.month().toString());
        month.put("uploadedBytes", view.usedBytes());
        month.put("quotaBytes", quota(view.limits().monthlyUpload()));
        month.put("endsAtMs", view.monthEnd().toEpochMilli());
        month.put("timeZone", view.zone().getId());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", now);
        json.put("month", month);
        json.put("power", word(view.surroundings().power()));
        json.put("line", word(view.surroundings().line()));
        return json;
    }
}
