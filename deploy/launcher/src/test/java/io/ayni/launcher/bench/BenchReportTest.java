package io.ayni.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.home.Endpoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    @Test
    void jsonHasTheDocumentedKeysOfEachRowAndTheMachine() {
        // Given
        var report = new BenchReport(
                List.of(
                        Row.atMost("K1", "ledger, RSS at idle", 1, 199.996, "MiB", 200),
                        Row.atMost("A3", "agent, start to ready, CPU", 3, 0.61, "s", 0.6),
                        Row.plain("A3", "agent, heap at idle", 3, 11, "MiB")),
                Map.of("processors", 2));

        // When, Then
        assertThat(Endpoints.text(report))
                .isEqualToIgnoringWhitespace(
                        """
                {"rows":[
                 {"id":"K1","label":"ledger, RSS at idle","n":1,"value":200.0,"unit":"MiB",
                  "peer":null,"peerValue":null,"goal":"<= 200.0","met":true},
                 {"id":"A3","label":"agent, start to ready, CPU","n":3,"value":0.61,"unit":"s",
                  "peer":null,"peerValue":null,"goal":"<= 0.6","met":false},
                 {"id":"A3","label":"agent, heap at idle","n":3,"value":11.0,"unit":"MiB",
                  "peer":null,"peerValue":null,"goal":null,"met":null}],
                 "machine":{"processors":2}}
                """);
    }
}
