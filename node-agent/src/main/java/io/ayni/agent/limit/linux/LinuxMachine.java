package io.ayni.agent.limit.linux;

import io.ayni.agent.limit.Surroundings;
import io.ayni.agent.limit.Surroundings.Line;
import java.nio.file.Path;

/** The machine as Linux tells it; on other systems, and where nothing is told, all is unknown. */
public final class LinuxMachine implements Surroundings.Machine {
    private final PowerSupplies supplies;
    private final NetworkManager manager;

    LinuxMachine(PowerSupplies supplies, NetworkManager manager) {
        this.supplies = supplies;
        this.manager = manager;
    }

    /** This machine. */
    public static LinuxMachine present() {
        return new LinuxMachine(
                new PowerSupplies(Path.of("/sys/class/power_supply")),
                new NetworkManager(Path.of("/usr/bin/busctl"), Path.of("/run/NetworkManager")));
    }

    @Override
    public Surroundings look() {
        return new Surroundings(supplies.look(), line());
    }

    private Line line() {
        try {
            return manager.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Line.UNKNOWN;
        }
    }
}
