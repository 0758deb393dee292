package io.ayni.launcher.cli;

import io.ayni.launcher.platform.Ports;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for ports; all on 127.0.0.1. */
public final class PortOptions {
    private static final int HIGHEST = 65_535;

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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * The chosen ports.
     *
     * @throws ParameterException if one is none, or two are the same
     */
    Ports ports(int nodes) {
        if (free) {
            return Ports.free();
        }
        Map<String, Integer> chosen = new LinkedHashMap<>();
        chosen.put("--gateway-port", gateway);
        chosen.put("--tracker-port", tracker);
        chosen.put("--ledger-port", ledger);
        chosen.put("--kafka-port", kafka);
        chosen.put("--postgres-port", postgres);
        for (int number = 0; number < Math.max(1, nodes); number++) {
            chosen.put(number == 0 ? "--agent-port" : "--agent-port + " + number, agent + number);
        }
        requireDistinct(chosen);
        return new Ports(gateway, tracker, ledger, kafka, postgres, agent);
    }

    private void requireDistinct(Map<String, Integer> chosen) {
        Map<Integer, String> options = new HashMap<>();
        chosen.forEach((option, port) -> {
            if (port < 1 || port > HIGHEST) {
                throw misuse(option + " is " + port + "; a port is 1 to " + HIGHEST + ".");
            }
            String other = options.put(port, option);
            if (other != null) {
                throw misuse(other + " and " + option + " are both " + port + ".");
            }
        });
    }

    private ParameterException misuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
