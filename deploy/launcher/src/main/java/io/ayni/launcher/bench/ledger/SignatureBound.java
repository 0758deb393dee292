package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many settlements a second the processors could take in if they did nothing but check signatures: that of each batch
 * and of each of its grants and receipts, with the keys of nodes and sessions decoded from their documents.
 */
final class SignatureBound {
    private final Ed25519PublicKey grantKey;

    SignatureBound(Ed25519PublicKey grantKey) {
        this.grantKey = grantKey;
    }

    /** Checks the batches over and over on all processors, about this long. */
    double perSecond(List<SignedBatch> batches, Duration length) throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Read> read = batches.stream().map(SignatureBound::read).toList();
        long startNanos = System.nanoTime();
        long endNanos = startNanos + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int number = 0; number < processors; number++) {
                int first = number * read.size() / processors;
                tasks.add(() -> checkUntil(endNanos, read, first));
            }
            long checked = 0;
            for (Future<Long> task : threads.invokeAll(tasks)) {
                checked += resultOf(task);
            }
            return checked / ((System.nanoTime() - startNanos) / 1e9);
        }
    }

    private long checkUntil(long endNanos, List<Read> batches, int first) {
        long checked = 0;
        for (int next = first; System.nanoTime() < endNanos; next = (next + 1) % batches.size()) {
            check(batches.get(next));
            checked += batches.get(next).batch().entries().size();
        }
        return checked;
    }

    private void check(Read read) {
        boolean isSound = read.signed()
                .envelope()
                .isSignedBy(Ed25519PublicKey.of(read.batch().uploaderKey()));
        for (int i = 0; i < read.grants().size(); i++) {
            SettlementEntry entry = read.batch().entries().get(i);
            Ed25519PublicKey session = Ed25519PublicKey.of(read.grants().get(i).sessionKey());
            isSound &= entry.grant().isSignedBy(grantKey) && entry.receipt().isSignedBy(session);
        }
        if (!isSound) {
            throw new IllegalStateException("a signature of the measurement does not hold");
        }
    }

    private static Read read(SignedBatch signed) {
        try {
            SettlementBatch batch = SettlementBatch.decode(signed.envelope().body());
            List<Grant> grants = new ArrayList<>();
            for (SettlementEntry entry : batch.entries()) {
                grants.add(Grant.decode(entry.grant().body()));
            }
            return new Read(signed, batch, grants);
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("a document of the measurement cannot be read", e);
        }
    }

    private static long resultOf(Future<Long> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("checking signatures failed", failure.getCause());
        }
    }

    private record Read(SignedBatch signed, SettlementBatch batch, List<Grant> grants) {}
}
