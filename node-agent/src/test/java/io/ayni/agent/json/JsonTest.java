package io.ayni.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void whatWasWrittenIsReadBack() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a \"b\" \u00e9 \n");
        value.put("number", Long.MAX_VALUE);
        value.put("fraction", 0.5);
        value.put("truth", true);
        value.put("nothing", null);
        value.put("list", Arrays.asList(1L, null, Map.of("deep", List.of())));

        assertThat(Json.object(Json.write(value))).isEqualTo(value);
    }

    @Test
    void smallIntegersAreWrittenAsNumbers() {
        assertThat(Json.write(Map.of("port", 7411))).isEqualTo("{\"port\":7411}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "\"a\"",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":99999999999999999999}",
                "{\"a\":NaN}",
                "null"
            })
    void anythingButOneWellFormedObjectIsRefused(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nestingIsBounded() {
        String deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
        String allowed = "{\"a\":".repeat(16) + "1" + "}".repeat(16);

        assertThatThrownBy(() -> Json.object(deep)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Json.object(allowed)).containsKey("a");
    }
}
