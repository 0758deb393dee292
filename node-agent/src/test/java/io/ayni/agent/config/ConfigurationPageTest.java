package io.ayni.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.testing.DocumentationPage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final String DATA_DIRECTORY = "${XDG_DATA_HOME:-~/.local/share}/ayni-agent";

    @Test
    void thePageListsEverySettingWithItsVariableAndDefaultAndNoOther() {
        // Given
        Map<String, List<String>> declared = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            String none = setting == Setting.DATA_DIR ? DATA_DIRECTORY : "–";
            declared.put(
                    "--" + setting.key(),
                    List.of(setting.variable(), setting.defaultText().orElse(none)));
        }
        // When
        Map<String, List<String>> documented = new TreeMap<>();
        for (List<String> row : DocumentationPage.read("docs/configuration.md").table("## node-agent")) {
            documented.put(row.get(0), row.subList(1, 3));
        }
        // Then
        assertThat(documented).isEqualTo(declared);
    }
}
