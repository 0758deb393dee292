package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.bench.BenchMachine;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.Samples;
import io.ayni.launcher.bench.ledger.LedgerFigures.Round;
import io.ayni.launcher.home.OperatorSecrets;
import io.ayni.launcher.platform.LedgerPlatform;
import io.ayni.launcher.platform.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Measures how fast the ledger settles: signed batches through real Kafka into real PostgreSQL, in turns with pgbench on
 * the same server and with bare signature checks on the same processors. Used once, by one thread.
 *
 * <pre>{@code
 * warm-up ──► sign ──► (ledger ──► pgbench ──► signatures) × rounds ──► replay ──► half load ──► ledger-verify
 * }</pre>
 */
public final class LedgerBench implements AutoCloseable {
    /** Entries of a batch in the rounds. */
    static final int SETTLEMENTS_PER_BATCH = 64;

    /** Entries of a batch at half load. */
    private static final int SETTLEMENTS_PER_SMALL_BATCH = 8;

    private static final int WARM_UP_BATCHES = 512;
    private static final long SEED = 1;
    private static final Duration SIGNATURES_ALONE = Duration.ofSeconds(3);
    private static final String TOKEN_ISSUER = "ayni-local";

    private final LedgerPlatform platform;
    private final LedgerBenchPlan plan;
    private final Progress progress;
    private final LedgerBooks books;
    private final SettlementTopic topic;
    private final SettlingCourse course;
    private final Paperwork paperwork;
    private final List<SignedBatch> settled = new ArrayList<>();

    /** Measures the ledger of this platform, which nobody else uses and whose journal is empty. */
    public LedgerBench(LedgerPlatform platform, LedgerBenchPlan plan, Progress progress) throws SQLException {
        this.platform = platform;
        this.plan = plan;
        this.progress = progress;
        this.books = new LedgerBooks(platform.infrastructure().database().connect());
        int shards = books.shards();
        this.topic = new SettlementTopic(platform.infrastructure().kafkaBootstrapServers(), shards);
        this.course = new SettlingCourse(platform, topic, books);
        this.paperwork = paperwork(platform.secrets(), shards);
    }

    /** Settings of the ledger under which nothing but settlement writes to the journal, and no cap is met. */
    public static Map<String, String> ledgerSettings() {
        return Map.of(
                "ayni.ledger.campaigns.default.funded-credits", "1000000",
                "ayni.ledger.pending.lot-length", "1h",
                "ayni.ledger.pending.hold", "24h",
                "ayni.ledger.transparency.interval", "10s");
    }

    private static Paperwork paperwork(OperatorSecrets secrets, int shards) {
        SplittableRandom random = new SplittableRandom(SEED);
        long issuedAtMs = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();
        var exchange = new Exchange(secrets.signingKey(KeyPurpose.GRANT), secrets.grantSealing(), issuedAtMs);
        return new Paperwork(Community.of(shards, random.split()), exchange, random);
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException when the ledger did not do what it should: the figures would mean nothing
     */
    public BenchReport run() throws SQLException, IOException, InterruptedException {
        List<Round> rounds = rounds(warmUp());
        double replayPerSecond = replay();
        Samples visibleMs = atHalfLoad(LedgerFigures.perSecond(rounds));
        progress.report("Checking the journal with ledger-verify");
        new JournalAudit(platform, ScratchDirectory.create("export").resolve("journal.export"))
                .requireSettled(settlements(settled));
        Map<String, Object> machine = BenchMachine.describe();
        machine.put("postgres", books.durability());
        return new BenchReport(new LedgerFigures(rounds, replayPerSecond, visibleMs).rows(), machine);
    }

    /** Settlements a second before anything is measured. */
    private double warmUp() throws SQLException, InterruptedException {
        settle(sign(WARM_UP_BATCHES, SETTLEMENTS_PER_BATCH));
        return settle(sign(WARM_UP_BATCHES, SETTLEMENTS_PER_BATCH)).perSecond();
    }

    private List<Round> rounds(double expectedPerSecond) throws SQLException, IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.in(platform.infrastructure().database());
        if (pgbench.isEmpty()) {
            progress.report("Row L2 is skipped: " + Pgbench.HOW_TO_INSTALL);
        }
        var bound = new SignatureBound(
                platform.secrets().signingKey(KeyPurpose.GRANT).publicKey());
        int batches = (int) Math.max(1, expectedPerSecond * plan.seconds() / SETTLEMENTS_PER_BATCH);
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= plan.rounds(); number++) {
            List<SignedBatch> signed = sign(batches, SETTLEMENTS_PER_BATCH);
            Pass pass = settle(signed);
            Optional<Double> peer = Optional.empty();
            if (pgbench.isPresent()) {
                peer = Optional.of(pgbench.get().perSecond(plan.seconds()));
            }
            rounds.add(new Round(pass, peer, bound.perSecond(signed, SIGNATURES_ALONE)));
            progress.report("Round " + number + ": " + text(rounds.getLast()));
        }
        return rounds;
    }

    /** Settlements a second when every record comes again. */
    private double replay() throws SQLException, InterruptedException {
        progress.report("Producing every record again");
        String before = books.content();
        Pass pass = course.run(settled);
        if (!books.content().equals(before)) {
            throw new IllegalStateException(
                    "Records that came again changed the ledger: " + before + " became " + books.content());
        }
        return pass.perSecond();
    }

    /** What the first seconds bring does not count: nodes connect, and the paths of the calls are compiled. */
    private Samples atHalfLoad(double perSecond) throws SQLException {
        double batchesPerSecond = perSecond / 2 / SETTLEMENTS_PER_SMALL_BATCH;
        Duration interval = Duration.ofNanos((long) (1e9 / batchesPerSecond));
        int batches = (int) Math.ceil(batchesPerSecond * plan.seconds());
        List<SignedBatch> first = sign(batches, SETTLEMENTS_PER_SMALL_BATCH);
        List<SignedBatch> measured = sign(batches, SETTLEMENTS_PER_SMALL_BATCH);
        progress.report("Handing in at half of the measured rate");
        var mint = new NodeTokenMint(platform.secrets().signingKey(KeyPurpose.TOKEN), TOKEN_ISSUER);
        try (var client = new SettlementClient(platform.ledger().grpc(), mint)) {
            new VisibilityProbe(client, books).run(first, interval);
            Samples visibleMs = new VisibilityProbe(client, books).run(measured, interval);
            settled.addAll(first);
            settled.addAll(measured);
            requirePaid();
            return visibleMs;
        }
    }

    private Pass settle(List<SignedBatch> batches) throws SQLException, InterruptedException {
        Pass pass = course.run(batches);
        settled.addAll(batches);
        requirePaid();
        return pass;
    }

    private void requirePaid() throws SQLException {
        long due = settlements(settled) * Exchange.MICRO_CREDITS;
        if (books.pendingMicroCredits() != due) {
            throw new IllegalStateException(
                    "The ledger paid " + books.pendingMicroCredits() + " micro-credits instead of " + due);
        }
    }

    private List<SignedBatch> sign(int batches, int settlements) {
        return paperwork.sign(
                batches,
                settlements,
                done -> progress.report(
                        "Signed " + done * settlements + " of " + batches * settlements + " settlements"));
    }

    private static long settlements(List<SignedBatch> batches) {
        return batches.stream().mapToLong(SignedBatch::settlements).sum();
    }

    private static String text(Round round) {
        return String.format(
                Locale.ROOT,
                "ledger %.0f settlements/s, pgbench %s, signatures alone %.0f/s",
                round.ledger().perSecond(),
                round.pgbenchPerSecond()
                        .map(rate -> String.format(Locale.ROOT, "%.0f transfers/s", rate))
                        .orElse("missing"),
                round.boundPerSecond());
    }

    @Override
    public void close() throws SQLException {
        topic.close();
        books.close();
    }
}
