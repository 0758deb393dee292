package io.ayni.agent.tracker.grpc;

import io.ayni.agent.consent.Consent;
import io.ayni.agent.grpc.CallFailure;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.tracker.AnnouncementBacklog;
import io.ayni.agent.tracker.BackOff;
import io.ayni.agent.tracker.NodeCredential;
import io.ayni.agent.tracker.Reachability;
import io.ayni.agent.tracker.Registrant;
import io.ayni.tracker.v1.CheckReachabilityRequest;
import io.ayni.tracker.v1.RegisterResponse;
import io.ayni.tracker.v1.RegistrationGrpc;
import io.ayni.tracker.v1.SessionResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps this node in touch with the tracker. One thread registers, opens a session and renews the token; when anything
 * ends it, it tries again after 0.5 s to 30 s, for ever. While the tracker is away, announcements wait (newest per item).
 *
 * <pre>
 *   away ──register──► registered ──session──► connected ──stream ends──► away (back-off, or the tracker's drain delay)
 * </pre>
 */
public final class TrackerClient implements PeerDiscovery, NodeCredential, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TrackerClient.class.getName());
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_DRAIN_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(15);
    private static final Duration REACHABILITY_LIMIT = Duration.ofSeconds(1);
    private static final long TOKEN_MARGIN_MS = 2_000;

    private final Channel channel;
    private final InstantSource clock;
    private final BackOff backOff;
    private final AnnouncementBacklog backlog = new AnnouncementBacklog();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread thread;
    private volatile Consent consent;
    private volatile TrackerStream stream;
    private volatile TrackerListener listener;
    private volatile Token token = new Token("", 0, 0);
    private volatile boolean connected;
    private volatile String trouble = "not connected yet";
    private volatile long drainMs;

    private record Token(String text, long expiresAtMs, long renewAtMs) {}

    /**
     * @param channel to the tracker; stays the caller's to close
     * @param consent the decision to register with
     * @param clock for the token's life
     * @param random for the jitter of the back-off
     */
    public TrackerClient(Channel channel, Consent consent, InstantSource clock, RandomGenerator random) {
        this.channel = channel;
        this.consent = consent;
        this.clock = clock;
        this.backOff = new BackOff(FIRST_WAIT, LONGEST_WAIT, random);
    }

    /** Starts connecting; announcements made before are kept. Called once. */
    public void start(Registrant registrant, TrackerListener hears) {
        listener = hears;
        TrackerEnrolment enrolment = new TrackerEnrolment(channel, registrant);
        thread = Thread.ofVirtual().name("tracker").start(() -> run(enrolment));
    }

    /** {@inheritDoc} An announcement for more than 256 items is dropped with a warning. */
    @Override
    public void announce(Announcement announcement) {
        if (!backlog.offer(announcement)) {
            LOG.log(Level.WARNING, "too many items to announce contentId={0}", announcement.contentId());
        }
        TrackerStream open = stream;
        if (open != null) {
            open.flush();
        }
    }

    /** The owner decided anew: the tracker is told now, or when it is back. */
    public void onConsent(Consent decision) {
        consent = decision;
        TrackerStream open = stream;
        if (open != null) {
            open.tellConsent(decision);
        }
    }

    @Override
    public Optional<String> token() {
        Token held = token;
        return held.expiresAtMs() - TOKEN_MARGIN_MS > clock.millis() ? Optional.of(held.text()) : Optional.empty();
    }

    /** Whether the session stands. */
    public boolean isConnected() {
        return connected;
    }

    /** Why there is no session, for a person; empty while there is one. */
    public Optional<String> trouble() {
        return connected ? Optional.empty() : Optional.of(trouble);
    }

    /** What the tracker's newest dial-back found; empty while the tracker cannot be asked. Takes at most a second. */
    public Optional<Reachability> reachability() {
        try {
            return token().map(held -> TrackerMessages.reachability(RegistrationGrpc.newBlockingStub(channel)
                    .withInterceptors(TokenMetadata.bearer(held))
                    .withDeadlineAfter(REACHABILITY_LIMIT)
                    .checkReachability(CheckReachabilityRequest.getDefaultInstance())));
        } catch (StatusRuntimeException e) {
            return Optional.empty();
        }
    }

    private void run(TrackerEnrolment enrolment) {
        try {
            while (stopped.getCount() > 0) {
                attempt(enrolment);
                Duration wait = drainMs > 0 ? Duration.ofMillis(drainMs) : backOff.next();
                drainMs = 0;
                stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void attempt(TrackerEnrolment enrolment) throws InterruptedException {
        try {
            Consent told = consent;
            accept(enrolment.register(told));
            converse(told);
        } catch (StatusRuntimeException e) {
            note(e.getStatus());
        } finally {
            connected = false;
            stream = null;
        }
    }

    private void converse(Consent told) throws InterruptedException {
        backlog.restart();
        TrackerStream open = TrackerStream.open(channel, token.text(), backlog, this::receive);
        stream = open;
        if (consent != told) {
            open.tellConsent(consent);
        }
        connected = true;
        open.flush();
        try {
            while (!open.awaitEnd(untilRenewalMs())) {
                renewWhenDue(open);
            }
            note(open.end());
        } catch (InterruptedException e) {
            open.cancel("stopping");
            throw e;
        }
    }

    /** At most a few seconds, since the wall clock may jump. */
    private long untilRenewalMs() {
        Token held = token;
        long dueMs = Math.min(held.renewAtMs(), held.expiresAtMs()) - clock.millis();
        return Math.clamp(dueMs, 1, LONGEST_NAP.toMillis());
    }

    private void renewWhenDue(TrackerStream open) {
        Token held = token;
        long nowMs = clock.millis();
        if (held.expiresAtMs() <= nowMs) {
            open.cancel("the token was not renewed in time");
        } else if (held.renewAtMs() <= nowMs) {
            open.renewToken();
            long retryAtMs = nowMs + Math.max(1_000, (held.expiresAtMs() - nowMs) / 3);
            token = new Token(held.text(), held.expiresAtMs(), retryAtMs);
        }
    }

    private void receive(SessionResponse message) {
        backOff.reset();
        switch (message.getKindCase()) {
            case HANDOUT ->
                TrackerMessages.handout(message.getHandout()).ifPresent(handout -> {
                    backlog.answered(handout.contentId());
                    listener.onHandout(handout);
                });
            case DIAL_BACK -> TrackerMessages.dialBack(message.getDialBack()).ifPresent(listener::onDialBack);
            case TOKEN_RENEWED ->
                hold(
                        message.getTokenRenewed().getNodeToken(),
                        message.getTokenRenewed().getExpiresAtMs());
            case REFUSED ->
                LOG.log(
                        Level.WARNING,
                        "announce refused reason={0}",
                        message.getRefused().getReason());
            case DRAIN -> drain(Integer.toUnsignedLong(message.getDrain().getReconnectAfterMs()));
            case KIND_NOT_SET -> LOG.log(Level.DEBUG, "the tracker said something this version does not know");
        }
    }

    private void drain(long reconnectAfterMs) {
        drainMs = Math.clamp(reconnectAfterMs, 1, LONGEST_DRAIN_WAIT.toMillis());
        TrackerStream open = stream;
        if (open != null) {
            open.finish();
        }
    }

    private void accept(RegisterResponse response) {
        hold(response.getNodeToken(), response.getExpiresAtMs());
        LOG.log(Level.INFO, "registered with the tracker");
    }

    private void hold(String text, long expiresAtMs) {
        long nowMs = clock.millis();
        token = new Token(text, expiresAtMs, nowMs + (expiresAtMs - nowMs) * 2 / 3);
    }

    private void note(Status status) {
        String reason = status.isOk() ? "the tracker ended the session" : CallFailure.words(status, channel);
        if (!reason.equals(trouble) && stopped.getCount() > 0) {
            LOG.log(Level.WARNING, "no session with the tracker, trying again reason={0}", reason);
        }
        trouble = reason;
    }

    /** Sends what waits, ends the session. Takes at most a second. */
    @Override
    public void close() {
        stopped.countDown();
        TrackerStream open = stream;
        if (open != null) {
            open.flush();
            open.finish();
        }
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(Duration.ofMillis(800))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
