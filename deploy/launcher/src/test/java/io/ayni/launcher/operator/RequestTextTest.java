package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.ledger.v1.ActionRecord;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.QuarantineReason;
import io.ayni.ledger.v1.SetQuarantineRequest;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    @Test
    void theFieldsOfTheRequestAreShownButItsActionId() {
        assertThat(text(
                        "FundCampaign",
                        FundCampaignRequest.newBuilder()
                                .setActionId(ByteString.copyFrom(new byte[16]))
                                .setCampaign("spring")
                                .setSequence(2)
                                .setMicroCredits(10)
                                .build()
                                .toByteString()))
                .isEqualTo("campaign=\"spring\" sequence=2 micro_credits=10");
        assertThat(text(
                        "SetQuarantine",
                        SetQuarantineRequest.newBuilder()
                                .setReason(QuarantineReason.QUARANTINE_REASON_COLLUSION)
                                .build()
                                .toByteString()))
                .isEqualTo("reason=QUARANTINE_REASON_COLLUSION");
        assertThat(text(
                        "VoidRedemption",
                        VoidRedemptionRequest.newBuilder()
                                .setRedemptionId(ByteString.copyFrom(new byte[] {1, 2}))
                                .build()
                                .toByteString()))
                .isEqualTo("redemption_id=0102");
    }

    @Test
    void whatThisProgramDoesNotKnowIsCounted() {
        assertThat(text("Newer", ByteString.copyFrom(new byte[3]))).isEqualTo("3 bytes");
        assertThat(text("FundCampaign", ByteString.copyFrom(new byte[3]))).isEqualTo("3 bytes");
    }

    private static String text(String method, ByteString request) {
        return RequestText.of(
                ActionRecord.newBuilder().setMethod(method).setRequest(request).build());
    }
}
