package io.ayni.launcher.platform;

import io.ayni.launcher.home.OperatorSecrets;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The part of a platform that settles: Kafka, PostgreSQL and the ledger, each a process of its own. If one step of the
 * start fails, what runs already is stopped before the failure is thrown. Not thread-safe.
 */
public final class LedgerPlatform implements AutoCloseable {
    private final OperatorSecrets secrets;
    private final Infrastructure infrastructure;
    private final ServiceProcess ledger;

    private LedgerPlatform(OperatorSecrets secrets, Infrastructure infrastructure, ServiceProcess ledger) {
        this.secrets = secrets;
        this.infrastructure = infrastructure;
        this.ledger = ledger;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param plan its agents are left out
     * @throws io.ayni.launcher.UserError if a port is taken or a program is not built
     * @throws io.ayni.embedded.process.StartFailedException if a process does not become ready
     */
    public static LedgerPlatform start(PlatformPlan plan, Progress progress) {
        plan.home().create();
        OperatorSecrets secrets = OperatorSecrets.ensure(plan.home(), new SecureRandom(), Instant.now());
        Infrastructure infrastructure = Infrastructure.start(plan, secrets, progress);
        try {
            ServiceProcess ledger = new ServicePrograms(plan, secrets, infrastructure.kafkaBootstrapServers())
                    .ledger(infrastructure.database());
            progress.report("Starting the ledger");
            ledger.start();
            progress.report("The ledger is ready at " + ledger.http());
            return new LedgerPlatform(secrets, infrastructure, ledger);
        } catch (RuntimeException failure) {
            infrastructure.stop();
            throw failure;
        }
    }

    /** Keys and tokens. */
    public OperatorSecrets secrets() {
        return secrets;
    }

    /** Kafka and PostgreSQL. */
    public Infrastructure infrastructure() {
        return infrastructure;
    }

    /** The ledger. */
    public ServiceProcess ledger() {
        return ledger;
    }

    @Override
    public void close() {
        ledger.stop();
        infrastructure.stop();
    }
}
