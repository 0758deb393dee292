package io.ayni.agent.benefit.grpc;

import com.google.protobuf.ByteString;
import io.ayni.agent.benefit.Benefits;
import io.ayni.agent.benefit.CancelAnswer;
import io.ayni.agent.benefit.OfferedBenefit;
import io.ayni.agent.benefit.RedeemAnswer;
import io.ayni.agent.benefit.RedemptionStatus;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.tracker.NodeCredential;
import io.ayni.agent.tracker.grpc.TokenMetadata;
import io.ayni.ledger.v1.BenefitsGrpc;
import io.ayni.ledger.v1.CancelRedemptionRequest;
import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.ListBenefitsRequest;
import io.ayni.ledger.v1.ListRedemptionsRequest;
import io.ayni.ledger.v1.RedeemRequest;
import io.ayni.ledger.v1.RedeemResponse;
import io.ayni.ledger.v1.RedemptionRecord;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The catalogue over gRPC; every call carries the node token. Safe for all threads. */
public final class GrpcBenefits implements Benefits {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_MESSAGE_BYTES = 512 * 1024;
    private static final String STATE_PREFIX = "REDEMPTION_STATE_";
    private static final String REFUSAL_PREFIX = "REDEMPTION_REFUSAL_";

    private final Channel channel;
    private final NodeCredential credential;

    /**
     * @param channel to the ledger; stays the caller's to close
     * @param credential the node token
     */
    public GrpcBenefits(Channel channel, NodeCredential credential) {
        this.channel = channel;
        this.credential = credential;
    }

    @Override
    public List<OfferedBenefit> offered() throws LedgerAwayException {
        try {
            return stub().listBenefits(ListBenefitsRequest.getDefaultInstance()).getBenefitsList().stream()
                    .map(GrpcBenefits::offered)
                    .toList();
        } catch (StatusRuntimeException e) {
            throw away(e.getStatus());
        }
    }

    @Override
    public RedeemAnswer redeem(String benefit, String key) throws LedgerAwayException {
        RedeemRequest request = RedeemRequest.newBuilder()
                .setBenefit(benefit)
                .setIdempotencyKey(key)
                .build();
        try {
            return answer(stub().redeem(request));
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case ALREADY_EXISTS -> new RedeemAnswer.KeyInUse();
                case INVALID_ARGUMENT ->
                    throw new IllegalArgumentException(e.getStatus().getDescription());
                default -> throw away(e.getStatus());
            };
        }
    }

    private static RedeemAnswer answer(RedeemResponse response) throws LedgerAwayException {
        return switch (response.getVerdictCase()) {
            case REDEMPTION -> new RedeemAnswer.Had(status(response.getRedemption()));
            case REFUSAL -> new RedeemAnswer.Refused(word(response.getRefusal().name(), REFUSAL_PREFIX));
            case VERDICT_NOT_SET ->
                throw new LedgerAwayException("the ledger answered in a way this agent does not know");
        };
    }

    @Override
    public CancelAnswer cancel(String id) throws LedgerAwayException {
        CancelRedemptionRequest request = CancelRedemptionRequest.newBuilder()
                .setRedemptionId(ByteString.copyFrom(HexFormat.of().parseHex(id)))
                .build();
        try {
            return new CancelAnswer.Cancelled(
                    status(stub().cancelRedemption(request).getRedemption()));
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case FAILED_PRECONDITION -> new CancelAnswer.EndedOtherwise();
                case NOT_FOUND, PERMISSION_DENIED -> new CancelAnswer.Unknown();
                default -> throw away(e.getStatus());
            };
        }
    }

    @Override
    public List<RedemptionStatus> redemptions() throws LedgerAwayException {
        try {
            return stub().listRedemptions(ListRedemptionsRequest.getDefaultInstance()).getRedemptionsList().stream()
                    .map(GrpcBenefits::status)
                    .toList();
        } catch (StatusRuntimeException e) {
            throw away(e.getStatus());
        }
    }

    private static OfferedBenefit offered(io.ayni.ledger.v1.OfferedBenefit message) {
        return new OfferedBenefit(
                message.getName(),
                Integer.toUnsignedLong(message.getVersion()),
                message.getTitle(),
                message.getTermsCase() == io.ayni.ledger.v1.OfferedBenefit.TermsCase.TERMS_NOT_SET
                        ? "unknown"
                        : message.getTermsCase().name().toLowerCase(Locale.ROOT),
                message.getPriceMicroCredits(),
                message.getLastingMs(),
                message.getConfirmWithinMs(),
                terms(message));
    }

    private static Map<String, Object> terms(io.ayni.ledger.v1.OfferedBenefit message) {
        return switch (message.getTermsCase()) {
            case DISCOUNT -> discount(message.getDiscount());
            case QUALITY ->
                Map.of(
                        "rendition", message.getQuality().getRendition(),
                        "bandwidthClass", message.getQuality().getBandwidthClass());
            case EXCLUSIVE -> Map.of("contentSet", message.getExclusive().getContentSet());
            case PRIORITY, TERMS_NOT_SET -> Map.of();
        };
    }

    private static Map<String, Object> discount(DiscountTerms terms) {
        return terms.hasAmount()
                ? Map.of(
                        "minorUnits", terms.getAmount().getMinorUnits(),
                        "currency", terms.getAmount().getCurrency())
                : Map.of("percent", (long) terms.getPercent());
    }

    private static RedemptionStatus status(RedemptionRecord message) {
        return new RedemptionStatus(
                HexFormat.of().formatHex(message.getRedemptionId().toByteArray()),
                word(message.getState().name(), STATE_PREFIX),
                offered(message.getBenefit()),
                message.getRequestedAtMs(),
                message.getConfirmByMs(),
                message.getEndedAtMs(),
                Optional.of(message.getVoucher()).filter(voucher -> !voucher.isEmpty()),
                message.getEntitledFromMs(),
                message.getEntitledUntilMs());
    }

    private static String word(String name, String prefix) {
        String word = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return word.toLowerCase(Locale.ROOT);
    }

    private static LedgerAwayException away(Status status) {
        String detail = status.getDescription() == null ? "" : ": " + status.getDescription();
        return new LedgerAwayException("the ledger answered " + status.getCode() + detail);
    }

    private BenefitsGrpc.BenefitsBlockingStub stub() throws LedgerAwayException {
        String token = credential.token().orElseThrow(() -> new LedgerAwayException("no node token from the tracker"));
        return BenefitsGrpc.newBlockingStub(channel)
                .withInterceptors(TokenMetadata.bearer(token))
                .withDeadlineAfter(LIMIT)
                .withMaxInboundMessageSize(MAX_MESSAGE_BYTES);
    }
}
