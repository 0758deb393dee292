package io.ayni.agent;

import io.ayni.testing.Fences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentFencesTest {
    @Test
    void coresStayInsideTheirFences() {
        List<String> leaves = new ArrayList<>(Fences.LEAVES);
        leaves.add("json"); // Jackson's only user
        leaves.add("engine"); // the shell of the swarm's core: threads, timers, sockets
        Fences.check("io.ayni.agent", leaves);
    }
}
