package io.ayni.launcher.deployment;

import io.ayni.launcher.images.ImageProgram;
import io.ayni.testing.DocumentationPage;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A service as its code knows it: its keys stand in the configuration page, which tests of each module hold against the
 * code, and its packaged settings in {@code application.properties}.
 */
enum Program {
    TRACKER(ImageProgram.TRACKER, "tracker"),
    LEDGER(ImageProgram.LEDGER, "ledger"),
    GATEWAY(ImageProgram.GATEWAY, "gateway");

    /** Settings of the platform beyond those that are packaged or documented in tables. */
    private static final List<String> PLATFORM_KEYS = List.of(
            "quarkus.http.ssl-port",
            "quarkus.http.insecure-requests",
            "quarkus.tls.key-store.pem.tracker.cert",
            "quarkus.tls.key-store.pem.tracker.key",
            "quarkus.tls.reload-period",
            "quarkus.config.locations");

    private final ImageProgram image;
    private final String word;

    Program(ImageProgram image, String word) {
        this.image = image;
        this.word = word;
    }

    ImageProgram image() {
        return image;
    }

    /** Its name in Compose and Kubernetes. */
    String word() {
        return word;
    }

    /** The port of its code. */
    int port() {
        return Integer.parseInt(packaged().getProperty("quarkus.http.port"));
    }

    /** A packaged setting. */
    String packaged(String key) {
        return packaged().getProperty(key);
    }

    /** The environment variables that set something in it. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        keys().keySet().forEach(key -> names.add(variable(key)));
        packaged().stringPropertyNames().forEach(key -> names.add(variable(key)));
        PLATFORM_KEYS.forEach(key -> names.add(variable(key)));
        return names;
    }

    /** The environment variables without which it does not start. */
    Set<String> requiredVariables() {
        Set<String> names = new TreeSet<>();
        keys().forEach((key, standard) -> {
            if (standard.equals("–") && !key.contains("<")) {
                names.add(variable(key));
            }
        });
        return names;
    }

    private Map<String, String> keys() {
        DocumentationPage page = DocumentationPage.read("docs/configuration.md");
        Map<String, String> keys = new TreeMap<>();
        page.table("## " + image.module()).forEach(row -> keys.put("ayni." + word + "." + row.get(0), row.get(1)));
        page.table("## Common to the services").forEach(row -> keys.put(row.getFirst(), ""));
        if (this == LEDGER) {
            page.table("### Database").forEach(row -> keys.put(row.get(0), row.get(1)));
        }
        return keys;
    }

    private Properties packaged() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Yaml.text(image.module() + "/src/main/resources/application.properties")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties;
    }

    /** As MicroProfile Config spells a key in the environment. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
