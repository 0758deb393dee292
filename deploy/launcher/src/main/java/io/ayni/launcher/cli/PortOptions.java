package io.ayni.launcher.cli;

import io.ayni.launcher.platform.Ports;
import picocli.CommandLine.Option;

/** Options for ports; all on 127.0.0.1. */
public final class PortOptions {
    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Default ${DEFAULT-VALUE}.")
    private int gateway;

    @Option(
            names = "--tracker-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Default ${DEFAULT-VALUE}.")
    private int tracker;

    @Option(
            names = "--ledger-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Default ${DEFAULT-VALUE}.")
    private int ledger;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Default ${DEFAULT-VALUE}.")
    private int kafka;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5432",
            description = "Default ${DEFAULT-VALUE}.")
    private int postgres;

    @Option(
            names = "--agent-port",
            paramLabel = "PORT",
            defaultValue = "7411",
            description = "HTTP port of the first agent, the others follow. Default ${DEFAULT-VALUE}.")
    private int agent;

    @Option(names = "--free-ports", description = "Take free ports for everything; the options above do not count.")
    private boolean free;

    /** The chosen ports. */
    Ports ports() {
        return free ? Ports.free() : new Ports(gateway, tracker, ledger, kafka, postgres, agent);
    }
}
