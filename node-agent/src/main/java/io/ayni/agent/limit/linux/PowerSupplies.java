package io.ayni.agent.limit.linux;

import io.ayni.agent.limit.Surroundings.Power;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's power supplies, a directory each. */
final class PowerSupplies {
    private final Path directory;

    PowerSupplies(Path directory) {
        this.directory = directory;
    }

    /** On battery when a battery of the machine discharges and no supply from outside is online. */
    Power look() {
        Power power = Power.UNKNOWN;
        try (DirectoryStream<Path> supplies = Files.newDirectoryStream(directory)) {
            for (Path supply : supplies) {
                boolean isBattery = read(supply, "type").equals("Battery");
                if (!isBattery && read(supply, "online").equals("1")) {
                    return Power.MAINS;
                }
                // a battery of scope Device sits in a mouse or a headset
                if (isBattery && !read(supply, "scope").equals("Device")) {
                    power = orBattery(power, read(supply, "status"));
                }
            }
        } catch (IOException e) {
            return Power.UNKNOWN; // this system has none
        }
        return power;
    }

    private static Power orBattery(Power sofar, String status) {
        if (status.equals("Discharging")) {
            return Power.BATTERY;
        }
        boolean isFed = status.equals("Charging") || status.equals("Full") || status.equals("Not charging");
        return isFed && sofar == Power.UNKNOWN ? Power.MAINS : sofar;
    }

    private static String read(Path supply, String name) {
        try {
            return Files.readString(supply.resolve(name)).strip();
        } catch (IOException e) {
            return ""; // not every supply has every file
        }
    }
}
