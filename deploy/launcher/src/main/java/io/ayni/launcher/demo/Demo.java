package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.OperatorSecrets;
import io.ayni.launcher.home.RunningProcesses;
import io.ayni.launcher.http.AgentClient;
import io.ayni.launcher.http.GatewayClient;
import io.ayni.launcher.http.HttpCallException;
import io.ayni.launcher.http.LedgerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The main job on a running platform: publish a file, let every agent fetch it, settle, and check that bytes and books
 * are right. Everything goes through public interfaces, and what is owed is computed here from the signed documents.
 */
public final class Demo {
    private static final long DEFAULT_BYTES = 64L << 20;
    private static final long SEED = 20_260_101;
    private static final double MICRO = 1_000_000;
    /** Public name of a local platform. */
    private static final String ISSUER = "ayni-local";

    private static final double SHARE_OF_IDEAL_OFFLOAD = 0.75;
    /** What a stream that breaks may lose is bounded by the exposure window, which the uploader chose to risk. */
    private static final double RECEIPTED_SHARE = 0.95;
    /** A smaller file is all on its way from the edge before any peer has a piece of it. */
    private static final long JUDGED_BYTES = 16L << 20;
    /** An unanswered request is explained by a process that ends at most so long afterwards. */
    private static final Duration UNANSWERED = Duration.ofSeconds(3);

    private final AyniHome home;
    private final Endpoints endpoints;
    private final PrintWriter out;
    private final RunningProcesses processes;
    private final Checklist checks = new Checklist();

    /**
     * What came of it.
     *
     * @param report the figures
     * @param allHeld whether every check held
     */
    public record Outcome(DemoReport report, boolean allHeld) {}

    /** A demo on the platform of this home. */
    public Demo(AyniHome home, Endpoints endpoints, PrintWriter out) {
        this.home = home;
        this.endpoints = endpoints;
        this.out = out;
        this.processes = RunningProcesses.published(home);
    }

    /**
     * Runs it with the given file, or with one of 64 MiB that it makes.
     *
     * @throws io.ayni.launcher.UserError if a process of the platform ends meanwhile; the message shows its log
     */
    public Outcome run(Optional<DemoFile> given) throws IOException, InterruptedException {
        DemoFile file =
                given.orElseGet(() -> DemoFile.make(home.data("demo").resolve("demo-64-mib.bin"), DEFAULT_BYTES, SEED));
        try {
            return deliver(file);
        } catch (HttpCallException | UncheckedIOException failure) {
            processes.awaitAnEnd(UNANSWERED);
            processes.requireAllRun();
            throw failure;
        }
    }

    private Outcome deliver(DemoFile file) throws IOException, InterruptedException {
        String contentId = publish(file);
        say("Content id %s", contentId);
        var fetch = new FetchEverywhere(endpoints, contentId, processes::requireAllRun);
        double seconds = fetch(fetch, file);
        List<String> digests = fetch.digests();
        boolean settled = settle();
        var table = new DemoTable(endpoints, agentStatuses());
        Optional<SpendCredits.Spent> spent = spend();
        Books books = books();
        check(file, digests, settled, table, books);
        checkExchange(spent, books);
        DemoReport report = table.report(contentId, file, seconds, digests, books);
        table.print(out, report);
        checks.print(out);
        return new Outcome(report, checks.allHeld());
    }

    private String publish(DemoFile file) {
        say("Publishing %s, %s", file.name(), size(file.bytes()));
        var gateway =
                new GatewayClient(endpoints.gateway().http(), endpoints.tokens().publisher());
        try (TransferDisplay display = TransferDisplay.forOutput(List.of("gateway"), file.bytes(), out)) {
            JsonNode published = gateway.publish(file.name(), file.path(), sent -> display.show(0, sent));
            display.show(0, file.bytes());
            return published.path("contentId").asText();
        }
    }

    private double fetch(FetchEverywhere fetch, DemoFile file) throws InterruptedException {
        say("%d agents fetch it at the same time", endpoints.nodes().size());
        List<String> nodes = IntStream.rangeClosed(1, endpoints.nodes().size())
                .mapToObj(number -> "node-" + number)
                .toList();
        try (TransferDisplay display = TransferDisplay.forOutput(nodes, file.bytes(), out)) {
            return fetch.run(display);
        }
    }

    private boolean settle() throws InterruptedException {
        say("Settling the receipts");
        return new SettleEverything(agents(), processes::requireAllRun).run();
    }

    private Optional<SpendCredits.Spent> spend() throws IOException, InterruptedException {
        say("Redeeming a benefit");
        SpendCredits owners = owners();
        Optional<SpendCredits.Spent> spent = owners.redeem(owners.richest());
        spent.ifPresentOrElse(
                had -> say(
                        "node-%d spends %.6f credits on \"%s\" and has %s",
                        had.node(), had.priceMicroCredits() / MICRO, had.title(), had.effect()),
                () -> say("No node earned enough for a benefit"));
        return spent;
    }

    private void checkExchange(Optional<SpendCredits.Spent> spent, Books books)
            throws IOException, InterruptedException {
        spent.ifPresent(had -> checks.check(
                "the redemption is posted and does what it says",
                had.holds(),
                "node-" + had.node() + ": " + had.title()));
        SpendCredits owners = owners();
        int richest = owners.richest();
        long given = books.of(endpoints.nodes().get(richest).id()).settledBytes();
        SpendCredits.Checked statement = owners.statement(richest, given);
        checks.check(
                "node-" + (richest + 1) + " has a verified statement of all that it gave",
                statement.verified() && statement.givenBytes() == given,
                statement.givenBytes() + " bytes; " + statement.detail());
        checkReceived(books);
    }

    /** Whoever downloads reports it, and the ledger states as received what the givers settled. */
    private void checkReceived(Books books) throws InterruptedException {
        StatedBytes stated = StatedBytes.await(agents(), books.settledBytes());
        checks.check(
                "the statements of all nodes say received what they say given",
                stated.received() == stated.given() && stated.given() == books.settledBytes(),
                stated.received() + " bytes received, " + stated.given() + " given");
    }

    private SpendCredits owners() throws IOException {
        return new SpendCredits(agents(), operatorKeys(), ISSUER);
    }

    private OperatorKeys operatorKeys() throws IOException {
        return OperatorKeys.parse(Files.readString(new OperatorSecrets(home.secrets()).operatorKeys()));
    }

    private Books books() throws IOException {
        Path export = home.directory().resolve("journal.export");
        new LedgerClient(endpoints.ledger().http(), endpoints.tokens().operator()).export(export);
        OperatorKeys keys = operatorKeys();
        try (var reader = Files.newBufferedReader(export)) {
            VerificationVerdict verdict = new JournalVerifier(keys).verify(reader);
            checks.check(
                    "ledger-verify is content with the journal",
                    verdict instanceof VerificationVerdict.Content,
                    describe(verdict));
        }
        try {
            return Books.read(export);
        } catch (MalformedDocumentException malformed) {
            throw new IOException("The export holds a malformed document", malformed);
        }
    }

    private void check(DemoFile file, List<String> digests, boolean settled, DemoTable table, Books books) {
        checks.check(
                "every copy has the file's SHA-256",
                digests.stream().allMatch(file.sha256()::equals),
                digests.size() + " copies, " + file.sha256().substring(0, 16) + "…");
        checks.check(
                "all receipts are settled",
                settled && books.settledBytes() == table.receipted(),
                books.settledBytes() + " bytes settled, " + table.receipted() + " signed for");
        double share = table.fromPeers() == 0 ? 1 : table.receipted() / (double) table.fromPeers();
        checks.check(
                "nodes signed for at least 95 % of what peers gave them",
                share >= RECEIPTED_SHARE && share <= 1,
                "%.2f %% of %d bytes".formatted(100 * share, table.fromPeers()));
        checks.check(
                "the sum of all balances is 0",
                books.balanceSum().signum() == 0,
                books.balanceSum().toString());
        for (int index = 0; index < endpoints.nodes().size(); index++) {
            checkEarned(index, table, books);
        }
        if (file.bytes() >= JUDGED_BYTES) {
            checkOffload(table);
        }
    }

    private void checkOffload(DemoTable table) {
        double ideal = 1 - 1.0 / endpoints.nodes().size();
        double goal = SHARE_OF_IDEAL_OFFLOAD * ideal;
        checks.check(
                "offload is at least %.2f, three quarters of what %d nodes can reach"
                        .formatted(goal, endpoints.nodes().size()),
                table.offload() >= goal,
                "%.3f".formatted(table.offload()));
    }

    private void checkEarned(int index, DemoTable table, Books books) {
        var due = books.of(endpoints.nodes().get(index).id());
        long earned = table.earned(index);
        checks.check(
                "node-" + (index + 1) + " earned the price of its settled bytes",
                earned == due.dueMicroCredits() && table.ledgerGiven(index) == due.settledBytes(),
                earned + " micro-credits for " + due.settledBytes() + " bytes");
    }

    private List<AgentClient> agents() {
        return endpoints.nodes().stream().map(AgentClient::new).toList();
    }

    private List<JsonNode> agentStatuses() {
        return agents().stream().map(AgentClient::status).toList();
    }

    private static String describe(VerificationVerdict verdict) {
        return switch (verdict) {
            case VerificationVerdict.Content content ->
                content.entries() + " entries, " + content.paidMicroCredits() + " micro-credits paid";
            case VerificationVerdict.Violated violated -> violated.invariant() + ": " + violated.explanation();
        };
    }

    private void say(String format, Object... values) {
        out.printf(format + "%n", values);
        out.flush();
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + (bytes == 1 ? " byte" : " bytes") : "%.1f MiB".formatted(mib(bytes));
    }

    static double mib(long bytes) {
        return bytes / (double) (1L << 20);
    }
}
