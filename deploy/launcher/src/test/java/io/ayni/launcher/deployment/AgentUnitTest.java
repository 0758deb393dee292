package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.testing.DocumentationPage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AgentUnitTest {
    private static final String UNIT = Yaml.text("deploy/systemd/ayni-agent.service");

    @Test
    void everyVariableIsOneThatTheAgentKnows() {
        // Given
        Set<String> known = new TreeSet<>();
        for (List<String> row : DocumentationPage.read("docs/configuration.md").table("## node-agent")) {
            known.add(row.get(1));
        }
        // When
        List<String> set = Pattern.compile("(?m)^Environment=([A-Z_]+)=")
                .matcher(UNIT)
                .results()
                .map(found -> found.group(1))
                .toList();
        // Then
        assertThat(set)
                .containsExactly("AYNI_AGENT_DATA_DIR", "AYNI_AGENT_OPERATOR_KEYS", "AYNI_AGENT_ENROLMENT_TOKEN_FILE");
        assertThat(known).containsAll(set);
    }

    @Test
    void theAgentRunsAsAUserOfItsOwnWithoutRights() {
        assertThat(UNIT.lines())
                .contains(
                        "ExecStart=/usr/lib/ayni-agent/bin/ayni-agent run",
                        "DynamicUser=yes",
                        "StateDirectory=ayni-agent",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=",
                        "ProtectSystem=strict",
                        "ProtectHome=yes");
        // Java compiles at run time.
        assertThat(UNIT).doesNotContain("MemoryDenyWriteExecute");
    }
}
