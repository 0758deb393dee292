package io.ayni.agent.wiring;

import io.ayni.agent.benefit.RedeemBenefit;
import io.ayni.agent.benefit.WishFiles;
import io.ayni.agent.benefit.grpc.GrpcBenefits;
import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.config.HostPort;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.consent.ConsentStore;
import io.ayni.agent.consent.DecideSharing;
import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.content.DropContent;
import io.ayni.agent.content.FindContent;
import io.ayni.agent.content.RefusedItems;
import io.ayni.agent.content.grpc.GrpcCatalog;
import io.ayni.agent.contribution.BatchStore;
import io.ayni.agent.contribution.FileReceiptBook;
import io.ayni.agent.contribution.FileReportBook;
import io.ayni.agent.contribution.SettleContribution;
import io.ayni.agent.contribution.SettlementSummary;
import io.ayni.agent.history.HistoryFile;
import io.ayni.agent.history.HistoryRecorder;
import io.ayni.agent.history.Reading;
import io.ayni.agent.history.linux.ProcessMemory;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.DurableFiles;
import io.ayni.agent.http.AgentServices;
import io.ayni.agent.http.OwnerServices;
import io.ayni.agent.identity.NodeKeyFile;
import io.ayni.agent.insight.StatedLine;
import io.ayni.agent.ledger.ReportSchedule;
import io.ayni.agent.ledger.SettlementSchedule;
import io.ayni.agent.ledger.grpc.GrpcLedger;
import io.ayni.agent.limit.LimitWatch;
import io.ayni.agent.limit.OwnerLimits;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.agent.statement.grpc.GrpcStatements;
import io.ayni.agent.status.AgentStatus;
import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.tracker.Registrant;
import io.ayni.agent.tracker.grpc.TrackerClient;
import io.ayni.agent.tracker.grpc.TrackerListener;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A running agent without its outside: engine, tracker, ledger and catalogue, put together. One per data directory; the
 * caller holds the directory's lock.
 */
public final class AgentRuntime implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AgentRuntime.class.getName());
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int MAX_EDGE_REQUESTS = 2;
    private static final Duration ENGINE_LIMIT = Duration.ofMillis(2_500);
    private static final Duration SETTLE_LIMIT = Duration.ofMillis(1_500);

    private final AgentSettings settings;
    private final NodeId nodeId;
    private final Channels channels;
    private final SwarmEngine engine;
    private final TrackerClient tracker;
    private final GrpcLedger ledger;
    private final SettleContribution contribution;
    private final SettlementSchedule schedule;
    private final ReportSchedule reportSchedule;
    private final DecideSharing sharing;
    private final OwnerLimits limits;
    private final UploadConsent uploading;
    private final LimitWatch watch;
    private final DownloadContent downloads;
    private final RedeemBenefit benefits;
    private final FetchStatement statements;
    private final DropContent drops;
    private final StatedLine line;
    private final HistoryFile historyFile;
    private final HistoryRecorder history;

    private AgentRuntime(Builder built) throws IOException {
        this.settings = built.settings;
        this.nodeId = NodeId.of(built.nodeKey.publicKey());
        this.channels = built.channels;
        this.engine = built.engine;
        this.tracker = built.tracker;
        this.contribution = built.contribution;
        this.ledger = new GrpcLedger(channels.to(settings.ledger()), tracker, built.nodeKey.publicKey());
        this.limits = built.limits;
        this.historyFile = built.history;
        this.uploading = new UploadConsent(engine, built.consent.isEffective(), built.engineSettings.sharing());
        this.sharing = new DecideSharing(built.consents, built.clock, this::onConsent);
        FindContent find =
                new FindContent(new GrpcCatalog(channels.to(HostPort.of(settings.gateway()))), built.operatorKeys);
        this.downloads = new DownloadContent(find, engine, settings.gateway(), built.refused);
        this.drops = new DropContent(engine, built.refused);
        this.benefits = new RedeemBenefit(
                new GrpcBenefits(channels.to(settings.ledger()), tracker), built.wishes, built.random);
        this.statements = new FetchStatement(
                new GrpcStatements(channels.to(settings.ledger()), tracker), built.statements, built.operatorKeys);
        this.tracker.start(built.registrant(), listener());
        this.schedule =
                SettlementSchedule.start(contribution, ledger, settings.settleEvery(), built.clock, new SecureRandom());
        this.reportSchedule = ReportSchedule.start(built.reports, ledger, built.clock, new SecureRandom());
        this.watch = LimitWatch.start(limits, now -> uploading.allowed(now.allowsUpload()), System::nanoTime);
        this.drops.finish();
        this.downloads.resume();
        this.line = new StatedLine(built.home.line());
        this.history = HistoryRecorder.start(built.history, this::meters);
    }

    /**
     * Starts an agent that shares if its owner agreed to.
     *
     * @throws StartRefusedException when a file of the operator or of the owner is missing or wrong
     * @throws IOException when the data directory cannot be used or the peer address is taken
     */
    public static AgentRuntime start(AgentSettings settings, AgentHome home, EngineStarter starter)
            throws StartRefusedException, IOException {
        ConsentStore consents = new ConsentStore(home.consent());
        return new Builder(settings, home, consents, consents.read()).build(starter);
    }

    /** Starts an agent that downloads and never shares, whatever its owner agreed to. */
    public static AgentRuntime startWithoutSharing(AgentSettings settings, AgentHome home, EngineStarter starter)
            throws StartRefusedException, IOException {
        return new Builder(settings, home, new ConsentStore(home.consent()), Consent.NONE).build(starter);
    }

    /** What has to be there before the first part runs; closes what was opened when a later part fails. */
    private static final class Builder {
        private final InstantSource clock = InstantSource.system();
        private final AgentSettings settings;
        private final ConsentStore consents;
        private final Consent consent;
        private final OperatorKeys operatorKeys;
        private final String enrolmentToken;
        private final Ed25519PrivateKey nodeKey;
        private final FileReceiptBook receipts;
        private final FileReportBook reports;
        private final SettleContribution contribution;
        private final OwnerLimits limits;
        private final EngineSettings engineSettings;
        private final Channels channels = new Channels();
        private final TrackerClient tracker;
        private final SecureRandom random = new SecureRandom();
        private final WishFiles wishes;
        private final Path statements;
        private final AgentHome home;
        private final RefusedItems refused;
        private final HistoryFile history;
        private SwarmEngine engine;

        Builder(AgentSettings settings, AgentHome home, ConsentStore consents, Consent consent)
                throws StartRefusedException, IOException {
            this.settings = settings;
            this.home = home;
            this.consents = consents;
            this.consent = consent;
            this.operatorKeys = OperatorFiles.keys(settings);
            this.enrolmentToken = OperatorFiles.enrolmentToken(settings);
            this.nodeKey = NodeKeyFile.loadOrCreate(home.nodeKey(), random);
            this.receipts = FileReceiptBook.open(home.receipts());
            this.reports = FileReportBook.open(home.reports());
            this.contribution =
                    new SettleContribution(receipts, BatchStore.open(home.batches()), nodeKey, operatorKeys);
            DurableFiles.directory(home.items());
            this.wishes = new WishFiles(home.wishes());
            this.statements = home.statements();
            this.limits = OwnerFiles.limits(settings, home, clock);
            this.refused = OwnerFiles.refused(home);
            this.history = HistoryFile.open(home.history());
            this.engineSettings = new EngineSettings(
                    home.items(),
                    nodeKey,
                    operatorKeys,
                    settings.peerListen(),
                    limits.uploads(),
                    limits.downloads(),
                    MAX_EDGE_REQUESTS,
                    consent.isEffective() && limits.allowsUpload());
            this.tracker = new TrackerClient(channels.to(settings.tracker()), consent, clock, random);
        }

        AgentRuntime build(EngineStarter starter) throws IOException {
            try {
                engine = starter.start(engineSettings, tracker, receipts, reports);
                return new AgentRuntime(this);
            } catch (IOException | RuntimeException e) {
                if (engine != null) {
                    engine.close();
                }
                tracker.close();
                channels.close();
                history.close();
                throw e;
            }
        }

        Registrant registrant() {
            return new Registrant(
                    nodeKey,
                    settings.account(),
                    enrolmentToken,
                    settings.trackerName(),
                    ListenAddress.advertised(engine.peerAddress(), settings.tracker()),
                    AgentVersion.text());
        }
    }

    private TrackerListener listener() {
        return new TrackerListener() {
            @Override
            public void onHandout(PeerHandout handout) {
                engine.onHandout(handout);
            }

            @Override
            public void onDialBack(DialBack request) {
                engine.onDialBack(request);
            }
        };
    }

    private void onConsent(Consent decision) {
        uploading.agreed(decision.isEffective());
        tracker.onConsent(decision);
    }

    /** What the HTTP side and the CLI reach. */
    public AgentServices services() {
        return new AgentServices(
                engine,
                downloads,
                sharing,
                limits,
                this::status,
                schedule::settleNow,
                benefits,
                statements,
                ledger,
                new OwnerServices(history, line, drops, tracker::reachability, InstantSource.system()));
    }

    private Reading meters() {
        EngineTotals totals = engine.totals();
        SettlementSummary settled = contribution.summary();
        return new Reading(
                System.currentTimeMillis(),
                System.nanoTime() / NANOS_PER_MS,
                totals.givenBytes(),
                totals.fromPeersBytes(),
                totals.fromEdgeBytes(),
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis(),
                settled.earnedMicroCredits(),
                settled.settledBytes(),
                ProcessMemory.residentBytes(),
                engine.items().stream().mapToLong(ItemStatus::verifiedBytes).sum(),
                limits.view().holds().upload().bytesPerSecond());
    }

    /** The node. */
    public NodeId nodeId() {
        return nodeId;
    }

    private AgentStatus status() {
        return new AgentStatus(
                nodeId.toString(),
                settings.account(),
                sharing.current(),
                limits.view(),
                HostPort.of(engine.peerAddress()).toString(),
                tracker.trouble(),
                engine.totals(),
                ledger.balance(),
                contribution.summary(),
                engine.items());
    }

    /** Last receipts out, settlement and reports, goodbye to the tracker. Takes at most 5 seconds. */
    @Override
    public void close() {
        Thread closing = Thread.ofVirtual().start(engine::close);
        try {
            closing.join(ENGINE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Thread reporting = Thread.ofVirtual().start(() -> reportSchedule.close(SETTLE_LIMIT));
        history.close();
        watch.close();
        schedule.close(SETTLE_LIMIT);
        try {
            reporting.join(SETTLE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tracker.close();
        channels.close();
        closeHistory();
    }

    private void closeHistory() {
        try {
            historyFile.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the history could not be closed in good order", e);
        }
    }
}
