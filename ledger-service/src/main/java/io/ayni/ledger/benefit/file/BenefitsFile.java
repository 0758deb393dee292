package io.ayni.ledger.benefit.file;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.benefit.BenefitKind;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads a catalogue: Java properties, {@code <benefit>.<key>=<value>}, documented in {@code docs/benefits.md}. Strict: a key
 * that stands twice, is unknown, missing or does not fit the kind is refused with its name.
 */
public final class BenefitsFile {
    private static final long MAX_BYTES = 1 << 20;

    private BenefitsFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the benefit and key that are wrong
     */
    public static List<Benefit> read(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("the catalogue is larger than " + MAX_BYTES + " bytes");
            }
            return read(text);
        } catch (IOException e) {
            throw new UncheckedIOException("file cannot be read: " + file, e);
        }
    }

    /**
     * Reads a text; the versions come by name.
     *
     * @throws IllegalArgumentException naming the benefit and key that are wrong
     */
    public static List<Benefit> read(Reader text) throws IOException {
        Properties lines = new UniqueKeys();
        lines.load(text);
        Map<String, Map<String, String>> byName = new TreeMap<>();
        lines.stringPropertyNames().forEach(line -> {
            int dot = line.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException("benefits, " + line + ": a key is <benefit>.<key>");
            }
            byName.computeIfAbsent(line.substring(0, dot), name -> new TreeMap<>())
                    .put(line.substring(dot + 1), lines.getProperty(line).strip());
        });
        if (byName.size() > BenefitCatalogue.MAX_BENEFITS) {
            throw new IllegalArgumentException("benefits: at most " + BenefitCatalogue.MAX_BENEFITS);
        }
        List<Benefit> benefits = new ArrayList<>();
        byName.forEach((name, values) -> benefits.add(new Section(name, values).read()));
        return benefits;
    }

    /** The lines of one benefit; each is taken once, and what is left over is unknown. */
    private record Section(String name, Map<String, String> values) {
        Benefit read() {
            try {
                Benefit benefit = new Benefit(
                        new BenefitName(name),
                        number("version", "1"),
                        text("title"),
                        number("price-micro-credits", null),
                        Duration.parse(text("lasting")),
                        terms(),
                        fulfilment(),
                        availability());
                if (!values.isEmpty()) {
                    throw new IllegalArgumentException("unknown or not of this kind: " + values.keySet());
                }
                return benefit;
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("benefits, " + name + ": " + e.getMessage(), e);
            }
        }

        private BenefitTerms terms() {
            return switch (BenefitKind.valueOf(text("kind"))) {
                case DISCOUNT -> new BenefitTerms.Discount(reduction());
                case QUALITY -> new BenefitTerms.Quality(text("rendition"), text("bandwidth-class"));
                case PRIORITY -> new BenefitTerms.Priority();
                case EXCLUSIVE -> new BenefitTerms.Exclusive(text("content-set"));
            };
        }

        private PriceReduction reduction() {
            return values.containsKey("percent-off")
                    ? new PriceReduction.Percent(Math.toIntExact(number("percent-off", null)))
                    : new PriceReduction.Amount(number("amount-off", null), text("currency"));
        }

        private Fulfilment fulfilment() {
            String within = values.remove("confirm-within");
            return within == null ? new Fulfilment.Immediate() : new Fulfilment.Confirmed(Duration.parse(within));
        }

        private Availability availability() {
            String from = values.remove("available-from");
            String until = values.remove("available-until");
            String retired = values.getOrDefault("retired", "false");
            values.remove("retired");
            if (!retired.equals("true") && !retired.equals("false")) {
                throw new IllegalArgumentException("retired is true or false");
            }
            return new Availability(
                    from == null ? 0 : Instant.parse(from).toEpochMilli(),
                    until == null ? Availability.NO_END : Instant.parse(until).toEpochMilli(),
                    retired.equals("true"));
        }

        private String text(String key) {
            String value = values.remove(key);
            if (value == null) {
                throw new IllegalArgumentException(key + " is missing");
            }
            return value;
        }

        private long number(String key, String otherwise) {
            String value = otherwise == null ? text(key) : values.getOrDefault(key, otherwise);
            values.remove(key);
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(key + " is not a whole number", e);
            }
        }
    }

    /** Properties that refuse a key that stands twice, of which the JDK would keep the last. */
    private static final class UniqueKeys extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException("benefits, " + key + ": stands twice");
            }
            return super.put(key, value);
        }
    }
}
