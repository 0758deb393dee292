package io.ayni.agent.statement.grpc;

import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.statement.Statements;
import io.ayni.agent.tracker.NodeCredential;
import io.ayni.agent.tracker.grpc.TokenMetadata;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.contracts.verify.StatementFileWriter;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.ledger.v1.GetStatementRequest;
import io.ayni.ledger.v1.ReceivedGrant;
import io.ayni.ledger.v1.StatementEntry;
import io.ayni.ledger.v1.StatementHead;
import io.ayni.ledger.v1.StatementPart;
import io.ayni.ledger.v1.TransparencyGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** Statements over gRPC; every call carries the node token. Safe for all threads. */
public final class GrpcStatements implements Statements {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private final Channel channel;
    private final NodeCredential credential;

    /**
     * @param channel to the ledger; stays the caller's to close
     * @param credential the node token
     */
    public GrpcStatements(Channel channel, NodeCredential credential) {
        this.channel = channel;
        this.credential = credential;
    }

    @Override
    public void write(long window, Appendable out) throws LedgerAwayException, IOException {
        String token = credential.token().orElseThrow(() -> new LedgerAwayException("no node token from the tracker"));
        GetStatementRequest request =
                GetStatementRequest.newBuilder().setWindow((int) window).build();
        try {
            write(
                    TransparencyGrpc.newBlockingStub(channel)
                            .withInterceptors(TokenMetadata.bearer(token))
                            .withDeadlineAfter(LIMIT)
                            .withMaxInboundMessageSize(MAX_MESSAGE_BYTES)
                            .getStatement(request),
                    out);
        } catch (StatusRuntimeException e) {
            throw away(e.getStatus());
        } catch (IllegalArgumentException e) {
            throw new LedgerAwayException("the ledger sent a statement that cannot be read: " + e.getMessage());
        }
    }

    private static void write(Iterator<StatementPart> parts, Appendable out) throws LedgerAwayException, IOException {
        StatementPart first = parts.hasNext() ? parts.next() : StatementPart.getDefaultInstance();
        if (!first.hasHead()) {
            throw new LedgerAwayException("the ledger sent no statement");
        }
        StatementHead head = first.getHead();
        StatementFileWriter file = StatementFileWriter.open(out, envelope(head.getStatement()), head.getCheckpoint());
        while (parts.hasNext()) {
            StatementPart part = parts.next();
            switch (part.getPartCase()) {
                case ENTRY -> write(file, part.getEntry());
                case RECEIVED -> write(file, part.getReceived());
                case HEAD, PART_NOT_SET -> throw new LedgerAwayException("the ledger sent parts out of order");
            }
        }
        file.end();
    }

    private static void write(StatementFileWriter file, StatementEntry entry) throws LedgerAwayException, IOException {
        byte[] body = entry.getBody().toByteArray();
        List<TreeHash> path = entry.getPathList().stream()
                .map(hash -> new TreeHash(hash.toByteArray()))
                .toList();
        if (entry.hasGrant()) {
            file.entry(entry.getNumber(), body, path, envelope(entry.getGrant()), envelope(entry.getReceipt()));
        } else {
            file.entry(entry.getNumber(), body, path);
        }
    }

    private static void write(StatementFileWriter file, ReceivedGrant received) throws IOException {
        file.received(new GrantId(received.getGrantId().toByteArray()), received.getSettledBytes());
    }

    private static Envelope envelope(SignedEnvelope message) throws LedgerAwayException {
        return Envelopes.fromMessage(message)
                .orElseThrow(() -> new LedgerAwayException("the ledger sent something that is no signed document"));
    }

    private static LedgerAwayException away(Status status) {
        String detail = status.getDescription() == null ? "" : ": " + status.getDescription();
        return new LedgerAwayException("the ledger answered " + status.getCode() + detail);
    }
}
