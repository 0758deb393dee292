package io.ayni.launcher.operator;

import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.ExclusiveTerms;
import io.ayni.ledger.v1.MoneyOff;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PriorityTerms;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.QualityTerms;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Benefits out of lines {@code <benefit>.<key>=<value>} (docs/benefits.md). Refuses keys that are unknown, missing or stand
 * twice; the ledger judges the values.
 */
final class BenefitLines {
    private BenefitLines() {}

    /**
     * Reads a text; the benefits come by name, without action ids.
     *
     * @throws IllegalArgumentException naming the benefit and key that are wrong
     */
    static List<PublishBenefitRequest> read(Reader text) throws IOException {
        Properties lines = new UniqueKeys();
        lines.load(text);
        Map<String, Map<String, String>> byName = new TreeMap<>();
        for (String line : lines.stringPropertyNames()) {
            int dot = line.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException(line + ": a key is <benefit>.<key>");
            }
            byName.computeIfAbsent(line.substring(0, dot), name -> new TreeMap<>())
                    .put(line.substring(dot + 1), lines.getProperty(line).strip());
        }
        List<PublishBenefitRequest> benefits = new ArrayList<>();
        byName.forEach((name, values) -> benefits.add(new Section(name, values).read()));
        return benefits;
    }

    /** The lines of one benefit; each is taken once, and what is left over is unknown. */
    private record Section(String name, Map<String, String> values) {
        PublishBenefitRequest read() {
            try {
                PublishBenefitRequest benefit = PublishBenefitRequest.newBuilder()
                        .setBenefit(offered())
                        .setAvailableFromMs(instant("available-from"))
                        .build();
                if (values.containsKey("retired")) {
                    throw new IllegalArgumentException("retired: withdraw the benefit instead");
                }
                if (!values.isEmpty()) {
                    throw new IllegalArgumentException("unknown or not of this kind: " + values.keySet());
                }
                return benefit;
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }

        private OfferedBenefit offered() {
            OfferedBenefit.Builder benefit = OfferedBenefit.newBuilder()
                    .setName(name)
                    .setVersion(values.containsKey("version") ? version() : 1)
                    .setTitle(text("title"))
                    .setPriceMicroCredits(number("price-micro-credits"))
                    .setLastingMs(Duration.parse(text("lasting")).toMillis())
                    .setConfirmWithinMs(
                            values.containsKey("confirm-within")
                                    ? Duration.parse(text("confirm-within")).toMillis()
                                    : 0)
                    .setAvailableUntilMs(instant("available-until"));
            return terms(benefit, text("kind")).build();
        }

        private int version() {
            String version = text("version");
            try {
                return Integer.parseUnsignedInt(version);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("version is " + version + "; it takes 1 to 4294967295", e);
            }
        }

        private OfferedBenefit.Builder terms(OfferedBenefit.Builder benefit, String kind) {
            return switch (kind) {
                case "DISCOUNT" -> benefit.setDiscount(discount());
                case "QUALITY" ->
                    benefit.setQuality(QualityTerms.newBuilder()
                            .setRendition(text("rendition"))
                            .setBandwidthClass(text("bandwidth-class")));
                case "PRIORITY" -> benefit.setPriority(PriorityTerms.getDefaultInstance());
                case "EXCLUSIVE" ->
                    benefit.setExclusive(ExclusiveTerms.newBuilder().setContentSet(text("content-set")));
                case String other ->
                    throw new IllegalArgumentException(
                            "kind is " + other + "; it is DISCOUNT, QUALITY, PRIORITY or EXCLUSIVE");
            };
        }

        private DiscountTerms.Builder discount() {
            return values.containsKey("percent-off")
                    ? DiscountTerms.newBuilder().setPercent(Math.toIntExact(number("percent-off")))
                    : DiscountTerms.newBuilder()
                            .setAmount(MoneyOff.newBuilder()
                                    .setMinorUnits(number("amount-off"))
                                    .setCurrency(text("currency")));
        }

        private long instant(String key) {
            return values.containsKey(key) ? Instant.parse(text(key)).toEpochMilli() : 0;
        }

        private String text(String key) {
            String value = values.remove(key);
            if (value == null) {
                throw new IllegalArgumentException(key + " is missing");
            }
            return value;
        }

        private long number(String key) {
            String value = text(key);
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(key + " is " + value + "; it takes a whole number", e);
            }
        }
    }

    /** Properties that refuse a key that stands twice, of which the JDK would keep the last. */
    private static final class UniqueKeys extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException(key + " stands twice");
            }
            return super.put(key, value);
        }
    }
}
