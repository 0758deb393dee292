package io.ayni.gateway;

import io.ayni.testing.Fences;
import org.junit.jupiter.api.Test;

class GatewayFencesTest {
    @Test
    void coresStayInsideTheirFences() {
        Fences.check("io.ayni.gateway", Fences.LEAVES);
    }
}
