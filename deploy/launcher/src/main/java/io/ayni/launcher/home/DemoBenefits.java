package io.ayni.launcher.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The catalogue of benefits of a local platform: one of each kind, in a file that its user may change. */
public final class DemoBenefits {
    private static final String NAME = "benefits.properties";

    private DemoBenefits() {}

    /** The file, made when it is missing and kept as it is otherwise. */
    public static Path ensure(AyniHome home) {
        Path file = home.directory().resolve(NAME);
        if (!Files.exists(file)) {
            SecretFile.write(file, text());
        }
        return file;
    }

    private static String text() {
        try (InputStream resource = DemoBenefits.class.getResourceAsStream(NAME)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue that comes with this program", e);
        }
    }
}
