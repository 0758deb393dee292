package io.ayni.tracker;

import io.ayni.testing.Fences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FencesTest {
    @Test
    void coresStayInsideTheirFences() {
        List<String> leaves = new ArrayList<>(Fences.LEAVES);
        leaves.add("socket");
        Fences.check("io.ayni.tracker", leaves);
    }
}
