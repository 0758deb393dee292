package io.ayni.launcher.deployment;

import io.ayni.testing.DocumentationPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A node of a YAML document, read strictly: no key twice, no types but the plain ones. A step to what is not there gives a
 * node without a value.
 */
record Yaml(Object value) {
    /** The documents of a file, given from the root of the repository. */
    static List<Yaml> documents(String path) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
        List<Yaml> documents = new ArrayList<>();
        yaml.loadAll(text(path)).forEach(document -> documents.add(new Yaml(document)));
        return documents;
    }

    /** The only document of a file. */
    static Yaml document(String path) {
        List<Yaml> documents = documents(path);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(path + " holds " + documents.size() + " documents");
        }
        return documents.getFirst();
    }

    /** The text of a file, given from the root of the repository. */
    static String text(String path) {
        try {
            return Files.readString(DocumentationPage.repository().resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Files below a directory whose names end so, as paths from the root of the repository. */
    static List<String> files(String directory, String ending) {
        Path root = DocumentationPage.repository();
        try (var paths = Files.walk(root.resolve(directory))) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Below the keys, one in the other. */
    Yaml at(String... keys) {
        Object here = value;
        for (String key : keys) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Yaml(here);
    }

    /** The entries of a mapping, in order; none if it is no mapping. */
    Map<String, Yaml> entries() {
        Map<String, Yaml> entries = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> entries.put(key.toString(), new Yaml(below)));
        }
        return entries;
    }

    /** The elements of a sequence; none if it is no sequence. */
    List<Yaml> list() {
        return value instanceof List<?> elements
                ? elements.stream().<Yaml>map(Yaml::new).toList()
                : List.of();
    }

    /** The elements of a sequence as text. */
    List<String> texts() {
        return list().stream().map(Yaml::text).toList();
    }

    /** A scalar as text; empty if there is none. */
    String text() {
        return value == null ? "" : value.toString();
    }
}
