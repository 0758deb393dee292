package io.ayni.launcher.platform;

import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.launcher.UserError;
import java.util.stream.IntStream;

/**
 * The loopback ports of a platform.
 *
 * @param gateway HTTP and gRPC of the gateway
 * @param tracker HTTP and gRPC of the tracker
 * @param ledger HTTP and gRPC of the ledger
 * @param kafka Kafka, when it is started here
 * @param postgres PostgreSQL, when it is started here
 * @param firstAgent HTTP of the first agent, the next agents follow; 0 lets each take a free one
 */
public record Ports(int gateway, int tracker, int ledger, int kafka, int postgres, int firstAgent) {
    /** The documented ports. */
    public static Ports fixed() {
        return new Ports(8080, 8081, 8082, 9092, 5432, 7411);
    }

    /** Ports that are free now. */
    public static Ports free() {
        return new Ports(
                LoopbackPorts.free(),
                LoopbackPorts.free(),
                LoopbackPorts.free(),
                LoopbackPorts.free(),
                LoopbackPorts.free(),
                0);
    }

    /** Whether nothing listens on those of the services, Kafka and PostgreSQL. */
    public boolean areFree() {
        return IntStream.of(gateway, tracker, ledger, kafka, postgres).allMatch(LoopbackPorts::isFree);
    }

    /**
     * Refuses to start onto a port that is in use.
     *
     * @throws UserError naming the port and the option that changes it
     */
    static void requireFree(int port, String purpose, String option) {
        if (!LoopbackPorts.isFree(port)) {
            throw new UserError("Port " + port + " on 127.0.0.1, wanted for " + purpose
                    + ", is taken by another program. Stop that program, or choose another port with " + option + ".");
        }
    }
}
