package io.ayni.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.fixture.InMemoryEngine;
import org.junit.jupiter.api.Test;

class UploadConsentTest {
    private final InMemoryEngine engine = new InMemoryEngine();

    @Test
    void uploadingNeedsBothTheAgreementAndTheLimits() {
        UploadConsent uploading = new UploadConsent(engine, false, false);

        uploading.allowed(true);
        assertThat(engine.sharing).isEmpty();
        uploading.agreed(true);
        assertThat(engine.sharing).containsExactly(true);
        uploading.allowed(false);
        assertThat(engine.sharing).containsExactly(true, false);
        uploading.agreed(false);
        uploading.allowed(true);
        assertThat(engine.sharing).containsExactly(true, false);
    }

    @Test
    void whatIsSaidAgainIsNotToldAgain() {
        UploadConsent uploading = new UploadConsent(engine, true, true);

        uploading.allowed(true);
        uploading.agreed(true);

        assertThat(engine.sharing).isEmpty();
    }
}
