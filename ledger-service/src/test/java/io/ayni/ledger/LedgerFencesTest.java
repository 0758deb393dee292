package io.ayni.ledger;

import io.ayni.testing.Fences;
import org.junit.jupiter.api.Test;

class LedgerFencesTest {
    @Test
    void coresStayInsideTheirFences() {
        Fences.check("io.ayni.ledger", Fences.LEAVES);
    }
}
