package io.ayni.ledger.settlement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Settles the records of one shard in their order, in two steps that run side by side: while records are written, the
 * signatures of the next are verified. Each step takes whatever has come meanwhile, about {@value #MAX_PART_BYTES} bytes at most,
 * so that a lone record is settled at once and many share a transaction.
 *
 * <pre>
 * add ──► waiting ──judge──► judged ──write──► settled
 * </pre>
 *
 * Each step is run by one thread of its own, {@link #judge()} and {@link #write()}; adding is safe for all threads. A record
 * that finds others missing before it takes all that waits behind it along, because the caller reads them anew. What is not
 * settled when the threads end is not lost: it comes again at the next start.
 */
public final class SettlementLane {
    /** Bytes of records that are judged at a time, and that may be judged before more is; a single record may have more. */
    static final int MAX_PART_BYTES = 512 << 10;

    /** Bytes of records that may wait before the caller is asked to wait too. */
    static final int MAX_WAITING_BYTES = 512 << 10;

    private final int shard;
    private final SettleRecords settleRecords;
    private final Runnable onGap;
    private final Deque<JudgedPart> judged = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> forRoom = new ArrayList<>();
    private long waitingBytes;
    private long judgedBytes;
    private long gaps;
    private RuntimeException failure;

    /** A record, with whom to tell that it is settled. */
    private record Waiting(Arrival arrival, CompletableFuture<Void> settled) {
        int bytes() {
            return arrival.raw().value().length;
        }
    }

    /** What goes through the steps together, with the number of gaps that were found before. */
    private record Part(long gapsBefore, List<Waiting> taken) {
        List<Arrival> arrivals() {
            return taken.stream().map(Waiting::arrival).toList();
        }

        long bytes() {
            return taken.stream().mapToLong(Waiting::bytes).sum();
        }

        void settled() {
            taken.forEach(record -> record.settled().complete(null));
        }

        void failed(RuntimeException e) {
            taken.forEach(record -> record.settled().completeExceptionally(e));
        }
    }

    private record JudgedPart(Part part, List<JudgedRecord> records) {}

    /** @param onGap puts the reader where the ledger stands; called on the writing thread */
    public SettlementLane(int shard, SettleRecords settleRecords, Runnable onGap) {
        this.shard = shard;
        this.settleRecords = settleRecords;
        this.onGap = onGap;
    }

    /**
     * Takes records in.
     *
     * @param arrivals ascending offsets, after those that were added before
     * @return completed when they are settled, or were dropped behind a gap; failed when the lane has broken down
     */
    public synchronized CompletionStage<Void> add(List<Arrival> arrivals) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        List<CompletableFuture<Void>> settled = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            Waiting record = new Waiting(arrival, new CompletableFuture<>());
            settled.add(record.settled());
            waiting.add(record);
            waitingBytes += record.bytes();
        }
        notifyAll();
        return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
    }

    /** Completed when less than {@value #MAX_WAITING_BYTES} bytes wait. */
    public synchronized CompletionStage<Void> room() {
        CompletableFuture<Void> room = new CompletableFuture<>();
        forRoom.add(room);
        tellOfRoom();
        return room;
    }

    /** Verifies signatures, part by part, until the thread is interrupted. */
    public void judge() throws InterruptedException {
        while (true) {
            Part part = take();
            try {
                hand(new JudgedPart(part, settleRecords.judge(shard, part.arrivals())));
            } catch (RuntimeException e) {
                breakDown(e).failed(e);
                part.failed(e);
            }
        }
    }

    /** Decides and writes what is judged until the thread is interrupted. */
    public void write() throws InterruptedException {
        while (true) {
            JudgedPart next = takeJudged();
            try {
                write(next);
            } catch (RuntimeException e) {
                breakDown(e).failed(e);
                next.part().failed(e);
            }
        }
    }

    private void write(JudgedPart next) throws InterruptedException {
        if (settleRecords.write(shard, next.records()).isPresent()) {
            Part dropped = dropWaiting();
            onGap.run();
            dropped.settled();
        }
        next.part().settled();
    }

    private synchronized Part take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        List<Waiting> taken = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && (taken.isEmpty() || bytes + waiting.peek().bytes() <= MAX_PART_BYTES)) {
            bytes += waiting.peek().bytes();
            taken.add(waiting.remove());
        }
        waitingBytes -= bytes;
        tellOfRoom();
        return new Part(gaps, taken);
    }

    /** Lets the writing step have it, unless a gap was found since it was taken. */
    private synchronized void hand(JudgedPart next) throws InterruptedException {
        while (judgedBytes >= MAX_PART_BYTES) {
            wait();
        }
        if (next.part().gapsBefore() < gaps) {
            next.part().settled();
            return;
        }
        judged.add(next);
        judgedBytes += next.part().bytes();
        notifyAll();
    }

    private synchronized JudgedPart takeJudged() throws InterruptedException {
        while (judged.isEmpty()) {
            wait();
        }
        JudgedPart all = new JudgedPart(new Part(gaps, new ArrayList<>()), new ArrayList<>());
        for (JudgedPart next : judged) {
            all.part().taken().addAll(next.part().taken());
            all.records().addAll(next.records());
        }
        judged.clear();
        judgedBytes = 0;
        notifyAll();
        return all;
    }

    /** How many records are judged and wait to be written. */
    synchronized int judgedRecords() {
        return judged.stream().mapToInt(next -> next.records().size()).sum();
    }

    private synchronized Part dropWaiting() {
        gaps++;
        return takeAll();
    }

    private synchronized Part breakDown(RuntimeException e) {
        failure = e;
        return takeAll();
    }

    private Part takeAll() {
        List<Waiting> taken = new ArrayList<>();
        judged.forEach(next -> taken.addAll(next.part().taken()));
        taken.addAll(waiting);
        Part all = new Part(gaps, taken);
        judged.clear();
        judgedBytes = 0;
        waiting.clear();
        waitingBytes = 0;
        notifyAll();
        tellOfRoom();
        return all;
    }

    private void tellOfRoom() {
        if (waitingBytes < MAX_WAITING_BYTES) {
            forRoom.forEach(room -> room.completeAsync(() -> null)); // not under this lock
            forRoom.clear();
        }
    }
}
