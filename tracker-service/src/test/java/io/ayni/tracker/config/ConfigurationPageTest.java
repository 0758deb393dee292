package io.ayni.tracker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.testing.DocumentationPage;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final DocumentationPage PAGE = DocumentationPage.read("docs/configuration.md");
    private static final String PREFIX = "ayni.tracker.";

    @Test
    void thePageListsEveryKeyWithItsDefaultAndNoOther() {
        // Given
        Map<String, String> declared = new TreeMap<>();
        ConfigClass mapping = ConfigClass.configClass(TrackerConfig.class);
        ConfigMappings.getProperties(mapping).forEach((key, property) -> {
            String none = property.isOptional() ? "none" : "–";
            String value = mapping.getProperties().get(key);
            declared.put(key.substring(PREFIX.length()).replace("*", "<name>"), value == null ? none : value);
        });
        // When
        Map<String, String> documented = new TreeMap<>();
        for (List<String> row : PAGE.table("## tracker-service")) {
            documented.put(row.get(0), row.get(1));
        }
        // Then
        assertThat(documented).isEqualTo(declared);
    }

    @Test
    void thePageStatesTheDefaultsOfTheCommonKeys() throws IOException {
        assertThat(PAGE.table("## Common to the services")).allSatisfy(row -> assertThat(row.get(2))
                .as(row.getFirst())
                .isEqualTo(packaged().getProperty(row.getFirst(), "–")));
    }

    private static Properties packaged() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new FileReader("src/main/resources/application.properties")) {
            properties.load(reader);
        }
        return properties;
    }
}
