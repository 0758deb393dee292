package io.ayni.ledger.transparency.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.statement.DrawUpStatement;
import io.ayni.ledger.statement.DrawnUpStatement;
import io.ayni.ledger.statement.StatementVerdict;
import io.ayni.ledger.transparency.LogProofs;
import io.ayni.ledger.transparency.LogProofs.Proven;
import io.ayni.ledger.transparency.LoggedEntry;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.grpc.ProofCaller.Reader;
import io.ayni.ledger.v1.GetConsistencyProofRequest;
import io.ayni.ledger.v1.GetConsistencyProofResponse;
import io.ayni.ledger.v1.GetInclusionProofRequest;
import io.ayni.ledger.v1.GetInclusionProofResponse;
import io.ayni.ledger.v1.GetStatementRequest;
import io.ayni.ledger.v1.StatementPart;
import io.ayni.ledger.v1.TransparencyGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** The rpcs of {@code ayni.ledger.v1.Transparency}. They run on virtual threads, because they wait for the database. */
final class TransparencyGrpcService extends TransparencyGrpc.TransparencyImplBase {
    private final PublicLog log;
    private final LogProofs proofs;
    private final DrawUpStatement statements;
    private final LongSupplier nowMs;
    private final Semaphore free;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    TransparencyGrpcService(PublicLog log, DrawUpStatement statements, LedgerConfig config, LongSupplier nowMs) {
        this.log = log;
        this.statements = statements;
        this.nowMs = nowMs;
        this.proofs = new LogProofs(log);
        this.free = new Semaphore(config.transparency().maxReads());
    }

    @Override
    public void getInclusionProof(GetInclusionProofRequest request, StreamObserver<GetInclusionProofResponse> out) {
        Reader reader = ProofCaller.current();
        answer(out, () -> out.onNext(inclusion(request, reader)));
    }

    @Override
    public void getConsistencyProof(
            GetConsistencyProofRequest request, StreamObserver<GetConsistencyProofResponse> out) {
        answer(out, () -> out.onNext(consistency(request)));
    }

    /** Everything is handed to the transport at once: a statement is at most a few megabytes. */
    @Override
    public void getStatement(GetStatementRequest request, StreamObserver<StatementPart> out) {
        Reader reader = ProofCaller.current();
        answer(out, () -> StatementMessages.send(statement(request, reader), out::onNext));
    }

    private DrawnUpStatement statement(GetStatementRequest request, Reader reader) {
        if (!(reader instanceof Reader.Node(NodeToken caller))) {
            throw ProofStatuses.unauthenticated();
        }
        long window = Integer.toUnsignedLong(request.getWindow());
        return switch (statements.drawUp(caller.nodeId(), caller.account(), window, nowMs.getAsLong())) {
            case StatementVerdict.DrawnUp drawnUp -> drawnUp.statement();
            case StatementVerdict.Refused refused -> throw ProofStatuses.of(refused.reason());
        };
    }

    private GetInclusionProofResponse inclusion(GetInclusionProofRequest request, Reader reader) {
        if (request.getNumber() < 1 || request.getTreeSize() < 0) {
            throw ProofStatuses.invalid("number is 1 to 2^63 - 1, tree_size 0 to 2^63 - 1");
        }
        int shard = shard(request.getShard());
        requireMayRead(reader, shard, request.getNumber());
        Proven<InclusionProof> proven = proofs.inclusion(shard, request.getNumber(), request.getTreeSize())
                .orElseThrow(() -> ProofStatuses.notFound("no published tree of this size holds the entry"));
        return GetInclusionProofResponse.newBuilder()
                .setLeafIndex(proven.proof().index())
                .setTreeSize(proven.proof().size())
                .addAllPath(path(proven.proof().path()))
                .setCheckpoint(proven.newest().note())
                .build();
    }

    /** Whether an entry is somebody else's is not told apart from whether it is there. */
    private void requireMayRead(Reader reader, int shard, long number) {
        boolean mayRead =
                switch (reader) {
                    case Reader.Anyone _ -> throw ProofStatuses.unauthenticated();
                    case Reader.Operator _ -> true;
                    case Reader.Node node -> {
                        String own = new LedgerAccount.Owner(node.token().account()).text();
                        yield log.entry(shard, number)
                                .flatMap(LoggedEntry::ownerAccount)
                                .filter(own::equals)
                                .isPresent();
                    }
                };
        if (!mayRead) {
            throw ProofStatuses.notFound("no such entry of this account");
        }
    }

    private GetConsistencyProofResponse consistency(GetConsistencyProofRequest request) {
        if (request.getOldSize() < 0 || request.getNewSize() < 0) {
            throw ProofStatuses.invalid("sizes are 0 to 2^63 - 1");
        }
        Proven<ConsistencyProof> proven = proofs.consistency(
                        shard(request.getShard()), request.getOldSize(), request.getNewSize())
                .orElseThrow(() -> ProofStatuses.notFound("no such trees are published"));
        return GetConsistencyProofResponse.newBuilder()
                .setOldSize(proven.proof().oldSize())
                .setNewSize(proven.proof().newSize())
                .addAllPath(path(proven.proof().path()))
                .setCheckpoint(proven.newest().note())
                .build();
    }

    private static int shard(int shard) {
        if (shard < 0 || shard >= Shards.MAX) {
            throw ProofStatuses.invalid("shard is 0 to " + (Shards.MAX - 1));
        }
        return shard;
    }

    private static List<ByteString> path(List<TreeHash> path) {
        return path.stream().map(hash -> ByteString.copyFrom(hash.bytes())).toList();
    }

    private <T> void answer(StreamObserver<T> out, Runnable answer) {
        if (!free.tryAcquire()) {
            out.onError(ProofStatuses.overloaded());
            return;
        }
        ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {}); // an answer that nobody waits for is dropped
        workers.execute(() -> answerNow(out, answer));
    }

    private <T> void answerNow(StreamObserver<T> out, Runnable answer) {
        try {
            answer.run();
            out.onCompleted();
        } catch (RuntimeException e) {
            out.onError(ProofStatuses.of(e));
        } finally {
            free.release();
        }
    }

    /** Leaves calls under way without an answer. */
    void stop() {
        workers.shutdownNow();
    }
}
