package io.ayni.agent.ledger.grpc;

import com.google.protobuf.ByteString;
import io.ayni.agent.contribution.SignedBatch;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.ledger.Balance;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.ledger.ReportLedger;
import io.ayni.agent.ledger.SettlementLedger;
import io.ayni.agent.tracker.NodeCredential;
import io.ayni.agent.tracker.grpc.TokenMetadata;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.GetAckRequest;
import io.ayni.ledger.v1.GetBalanceRequest;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.ListEntriesRequest;
import io.ayni.ledger.v1.ReportResult;
import io.ayni.ledger.v1.SubmitReportsRequest;
import io.ayni.ledger.v1.SubmitReportsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ledger over gRPC; every call carries the node token. Safe for all threads. */
public final class GrpcLedger implements SettlementLedger, ReportLedger, AccountEntries {
    private static final Duration BALANCE_LIMIT = Duration.ofSeconds(1);
    private static final Duration ENTRIES_LIMIT = Duration.ofSeconds(20);
    private static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

    private final Channel channel;
    private final NodeCredential credential;
    private final Ed25519PublicKey nodeKey;

    /**
     * @param channel to the ledger; stays the caller's to close
     * @param credential the node token
     * @param nodeKey the node's public key
     */
    public GrpcLedger(Channel channel, NodeCredential credential, Ed25519PublicKey nodeKey) {
        this.channel = channel;
        this.credential = credential;
        this.nodeKey = nodeKey;
    }

    @Override
    public void exchange(List<SignedBatch> batches, boolean maybeDecided, Duration limit, Answers answers)
            throws LedgerAwayException, IOException, InterruptedException {
        String token = token();
        List<SignedBatch> open = maybeDecided ? withoutAck(batches, token, limit, answers) : batches;
        if (!open.isEmpty()) {
            new SettlementCall(LedgerGrpc.newStub(channel)
                            .withInterceptors(TokenMetadata.bearer(token))
                            .withDeadlineAfter(limit)
                            .withMaxInboundMessageSize(MAX_MESSAGE_BYTES))
                    .handIn(open, limit, answers);
        }
    }

    private List<SignedBatch> withoutAck(List<SignedBatch> batches, String token, Duration limit, Answers answers)
            throws LedgerAwayException, IOException {
        List<SignedBatch> open = new ArrayList<>();
        for (SignedBatch batch : batches) {
            Optional<Envelope> ack = askForAck(batch, token, limit);
            if (ack.isEmpty() || !answers.onAck(ack.get())) {
                open.add(batch);
            }
        }
        return open;
    }

    private Optional<Envelope> askForAck(SignedBatch batch, String token, Duration limit) throws LedgerAwayException {
        try {
            return Envelopes.fromMessage(stub(token, limit)
                    .getAck(GetAckRequest.newBuilder()
                            .setBatchId(ByteString.copyFrom(batch.id().bytes()))
                            .build())
                    .getAck());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw away(e.getStatus());
        }
    }

    private String token() throws LedgerAwayException {
        return credential.token().orElseThrow(() -> new LedgerAwayException("no node token from the tracker"));
    }

    @Override
    public List<Answer> report(List<Envelope> reports, Duration limit) throws LedgerAwayException {
        SubmitReportsRequest request = SubmitReportsRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(nodeKey.bytes()))
                .addAllReports(reports.stream().map(Envelopes::toMessage).toList())
                .build();
        try {
            SubmitReportsResponse reply = stub(token(), limit).submitReports(request);
            if (reply.getResultsCount() != reports.size()) {
                throw new LedgerAwayException("the ledger answered another number of reports");
            }
            List<Answer> answers = new ArrayList<>();
            for (ReportResult result : reply.getResultsList()) {
                answers.add(answer(result));
            }
            return answers;
        } catch (StatusRuntimeException e) {
            throw away(e.getStatus());
        }
    }

    private static Answer answer(ReportResult result) throws LedgerAwayException {
        return switch (result) {
            case REPORT_RESULT_KEPT -> Answer.KEPT;
            case REPORT_RESULT_MALFORMED, REPORT_RESULT_BAD_SIGNATURE -> Answer.REFUSED;
            case REPORT_RESULT_UNSPECIFIED, UNRECOGNIZED ->
                throw new LedgerAwayException("the ledger answered a report with something unknown");
        };
    }

    /** The balance; empty when the ledger is away or does not answer within a second. */
    public Optional<Balance> balance() {
        Optional<String> token = credential.token();
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try {
            GetBalanceResponse reply =
                    stub(token.get(), BALANCE_LIMIT).getBalance(GetBalanceRequest.getDefaultInstance());
            return Optional.of(new Balance(
                    reply.getPostedMicroCredits(),
                    reply.getPendingMicroCredits(),
                    reply.getHeldMicroCredits(),
                    reply.getGivenBytes(),
                    reply.getEarnedMicroCredits()));
        } catch (StatusRuntimeException e) {
            return Optional.empty(); // shown as "away"; the next question asks again
        }
    }

    @Override
    public List<AccountEntry> newest(int limit) throws LedgerAwayException {
        ListEntriesRequest request =
                ListEntriesRequest.newBuilder().setPageSize(limit).build();
        try {
            return stub(token(), ENTRIES_LIMIT).listEntries(request).getEntriesList().stream()
                    .map(GrpcLedger::entry)
                    .toList();
        } catch (StatusRuntimeException e) {
            throw away(e.getStatus());
        }
    }

    private static AccountEntry entry(Entry message) {
        return new AccountEntry(
                message.getShard(),
                message.getNumber(),
                message.getRecordedAtMs(),
                message.getKind().name().replace("ENTRY_KIND_", "").toLowerCase(Locale.ROOT),
                message.getPostedChangeMicroCredits(),
                message.getPendingChangeMicroCredits(),
                message.getHeldChangeMicroCredits());
    }

    static LedgerAwayException away(Status status) {
        String detail = status.getDescription() == null ? "" : ": " + status.getDescription();
        return new LedgerAwayException("the ledger answered " + status.getCode() + detail);
    }

    private LedgerGrpc.LedgerBlockingStub stub(String token, Duration limit) {
        return LedgerGrpc.newBlockingStub(channel)
                .withInterceptors(TokenMetadata.bearer(token))
                .withDeadlineAfter(limit)
                .withMaxInboundMessageSize(MAX_MESSAGE_BYTES);
    }
}
