package io.ayni.tracker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Configuration of the tracker. Secrets are given by path, never in place; a file that is missing stops the start. */
@ConfigMapping(prefix = "ayni.tracker")
public interface TrackerConfig {
    /**
     * Public name of this tracker: issuer of node tokens and audience of registrations. 1 to 255 bytes. All services and
     * replicas of one operator use one name; a change makes all tokens invalid.
     */
    @WithDefault("ayni-local")
    String publicName();

    /** File with the Ed25519 seed that signs grants: 64 hex digits. Its public key must be in the operator's key list. */
    Path grantKeyFile();

    /** File with the Ed25519 seed that signs node tokens: 64 hex digits. Its public key must be in the key list. */
    Path tokenKeyFile();

    /** File with the key that seals grant terms, shared with the ledger: 64 hex digits. */
    Path sealingKeyFile();

    /** File with the operator's public key list, served at {@code /operator.keys}. */
    Path operatorKeysFile();

    /** File with the token that new nodes present: one line of 16 to 512 characters. */
    Path enrolmentTokenFile();

    /** File with the token that gateways present to announce themselves: one line of 16 to 512 characters. */
    Path edgeTokenFile();

    /** Price of a MiB in micro-credits, 0 to 10,000,000, fixed in each grant at issue. 0: nothing is earned. */
    @WithDefault("1000")
    long priceMicroCreditsPerMib();

    /** Campaign whose pool pays: 1 to 16 characters of {@code [a-z0-9-]}. Unfunded: settlements find the pool empty. */
    @WithDefault("default")
    String campaign();

    /** Share of the price paid between nodes of one account, per mille, 0 to 1000. Above 0 owners can pay themselves. */
    @WithDefault("0")
    int sameAccountWeight();

    /**
     * Share of the price paid between nodes of one /24 (IPv4) or /48 (IPv6), per mille, 0 to 1000. Above 0 neighbours can
     * collude; at 0 nobody earns where all nodes share a network, as on one machine.
     */
    @WithDefault("0")
    int sameNetworkWeight();

    /**
     * Whether loopback, site-local and link-local listen addresses are dialled back and handed out. Needed on one machine
     * or in a closed network; on the internet it would let nodes point the tracker at the operator's own network.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** Whether to serve other interfaces than loopback without TLS, because something in front ends TLS. */
    @WithDefault("false")
    boolean allowPlaintext();

    /** When a settled peer announces again, 5 to 45 s. Shorter: more load. Longer: news spread later. */
    @WithDefault("30s")
    Duration announceInterval();

    /**
     * Announces and other requests that a node may send at once, 8 to 100,000. Too low: nodes in many swarms are refused at
     * start.
     */
    @WithDefault("512")
    int announceBurst();

    /** Requests per second that a node may send in the long run, 1 to 100,000. Too high: one node can keep a core busy. */
    @WithDefault("16")
    int announcesPerSecond();

    /** Life of node tokens, 1 to 10 min. Shorter: sooner out, more renewals. */
    @WithDefault("10m")
    Duration tokenLife();

    /** Time for one dial-back, 100 ms to 10 s. Too short: far nodes count as unreachable. */
    @WithDefault("2s")
    Duration dialBackTimeout();

    /** Bounds of the tables. */
    Limits limits();

    /** Bounds of the buffers towards Kafka. */
    Events events();

    /**
     * Bounds of the tables; newcomers beyond are refused with RESOURCE_EXHAUSTED. Each at least 1. With the defaults all
     * tables full at once, and as many connections as sessions, fit into a heap of 256 MiB; who raises them gives more.
     */
    interface Limits {
        /** Enrolled nodes; about 2 KiB of heap each, with their tokens. */
        @WithDefault("16000")
        int nodes();

        /** Open sessions; about 14 KiB of heap each, with their connections. */
        @WithDefault("4000")
        int sessions();

        /** Swarms with peers; about 0.6 KiB of heap each. */
        @WithDefault("16000")
        int swarms();

        /** Peers in all swarms; about 1 KiB of heap each. */
        @WithDefault("32000")
        int peers();

        /** Peers of one swarm. */
        @WithDefault("16000")
        int peersPerSwarm();

        /** Published items known; about 160 bytes of heap each. Items beyond cannot be announced. */
        @WithDefault("100000")
        int items();
    }

    /** Bounds of the buffers towards Kafka; while it is away the oldest events beyond are dropped and counted. */
    interface Events {
        /** Registrations held; about 0.25 KiB of heap each. */
        @WithDefault("32768")
        int maxRegistrations();

        /** Swarms whose newest counts are held; about 0.25 KiB of heap each. */
        @WithDefault("16384")
        int maxSwarms();
    }
}
