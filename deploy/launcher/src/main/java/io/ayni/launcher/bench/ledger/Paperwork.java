package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Signs settlement batches ahead of a measurement, on all processors. Each uploader has its turn; who downloads what is
 * drawn. What one seed yields is always the same. Not thread-safe.
 */
final class Paperwork {
    private static final DocumentId NONE = new DocumentId(new byte[DocumentId.WIDTH]);

    private final Community community;
    private final Exchange exchange;
    private final SplittableRandom random;
    private long signed;

    Paperwork(Community community, Exchange exchange, SplittableRandom random) {
        this.community = community;
        this.exchange = exchange;
        this.random = random;
    }

    /**
     * Signs batches.
     *
     * @param batches how many
     * @param settlements entries of each
     * @param progress is told now and then how many are done, from several threads
     */
    List<SignedBatch> sign(int batches, int settlements, IntConsumer progress) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            Uploader uploader = community.uploaders().get((int)
                    (signed % community.uploaders().size()));
            drafts.add(new Draft(uploader, ++signed, settlements, random.split()));
        }
        var done = new AtomicInteger();
        int step = Math.max(1, batches / 4);
        return IntStream.range(0, batches)
                .parallel()
                .mapToObj(number -> {
                    SignedBatch batch = sign(drafts.get(number));
                    int sum = done.incrementAndGet();
                    if (sum % step == 0) {
                        progress.accept(sum);
                    }
                    return batch;
                })
                .toList();
    }

    private SignedBatch sign(Draft draft) {
        List<SettlementEntry> entries = new ArrayList<>(draft.settlements());
        for (int i = 0; i < draft.settlements(); i++) {
            entries.add(exchange.sign(
                    draft.uploader(),
                    drawn(community.downloaders(), draft.random()),
                    drawn(community.items(), draft.random()),
                    draft.random()));
        }
        Uploader uploader = draft.uploader();
        var batch =
                new SettlementBatch(uploader.id(), uploader.key().publicKey().bytes(), draft.sequence(), NONE, entries);
        return new SignedBatch(uploader, Envelope.sign(batch, uploader.key()), draft.settlements());
    }

    private static <T> T drawn(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private record Draft(Uploader uploader, long sequence, int settlements, SplittableRandom random) {}
}
