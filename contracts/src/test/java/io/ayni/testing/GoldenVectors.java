package io.ayni.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the committed test vectors. */
public final class GoldenVectors {
    private static final Map<String, Section> DOCUMENTS = sections("/vectors/documents.txt");

    /** One vector: its fields as they stand in the file. */
    public record Section(String name, Map<String, String> fields) {
        /** A field as it stands. */
        public String text(String field) {
            String value = fields.get(field);
            if (value == null) {
                throw new IllegalArgumentException("vector " + name + " has no field " + field);
            }
            return value;
        }

        /** A field of bytes. */
        public byte[] bytes(String field) {
            return HexFormat.of().parseHex(text(field));
        }

        /** A field that is a number. */
        public long number(String field) {
            return Long.parseLong(text(field));
        }
    }

    private GoldenVectors() {}

    /** The vector of a document. */
    public static Section document(String name) {
        Section section = DOCUMENTS.get(name);
        if (section == null) {
            throw new IllegalArgumentException("no vector " + name);
        }
        return section;
    }

    /** Lines of a vector file without comments and empty lines, split at spaces; {@code -} stands for nothing. */
    public static List<String[]> rows(String resource) {
        return lines(resource).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .toList();
    }

    /** Bytes of a field of {@link #rows}. */
    public static byte[] hex(String field) {
        return field.equals("-") ? new byte[0] : HexFormat.of().parseHex(field);
    }

    /** Bytes of a file among the test resources. */
    public static byte[] resource(String resource) {
        try (InputStream in = GoldenVectors.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Section> sections(String resource) {
        Map<String, Section> sections = new LinkedHashMap<>();
        Section current = null;
        for (String line : lines(resource)) {
            if (line.startsWith("[")) {
                current = new Section(line.substring(1, line.length() - 1), new LinkedHashMap<>());
                sections.put(current.name(), current);
            } else if (current != null && !line.isBlank()) {
                String[] field = line.split(" ", 2);
                current.fields().put(field[0], field.length == 2 ? field[1] : "");
            }
        }
        return sections;
    }

    private static List<String> lines(String resource) {
        InputStream in = GoldenVectors.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException("no resource " + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
