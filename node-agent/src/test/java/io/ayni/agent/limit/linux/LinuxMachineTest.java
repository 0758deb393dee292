package io.ayni.agent.limit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.limit.Surroundings;
import io.ayni.agent.limit.Surroundings.Line;
import io.ayni.agent.limit.Surroundings.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxMachineTest {
    @TempDir
    Path directory;

    @Test
    void aMachineThatTellsNothingIsUnknown() {
        assertThat(machine().look()).isEqualTo(Surroundings.UNKNOWN);
    }

    @Test
    void aDischargingBatteryWithoutMainsIsBattery() throws IOException {
        supply("AC", Map.of("type", "Mains", "online", "0"));
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging"));

        assertThat(machine().look().power()).isEqualTo(Power.BATTERY);
    }

    @Test
    void anySupplyFromOutsideIsMains() throws IOException {
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging"));
        supply("ucsi", Map.of("type", "USB", "online", "1"));

        assertThat(machine().look().power()).isEqualTo(Power.MAINS);
    }

    @Test
    void aFullBatteryAloneIsMainsAndTheMousesBatteryIsNone() throws IOException {
        supply("hid", Map.of("type", "Battery", "scope", "Device", "status", "Discharging"));
        assertThat(machine().look().power()).isEqualTo(Power.UNKNOWN);

        supply("BAT0", Map.of("type", "Battery", "status", "Full"));
        assertThat(machine().look().power()).isEqualTo(Power.MAINS);
    }

    @ParameterizedTest
    @CsvSource({"u 0, UNKNOWN", "u 1, METERED", "u 2, UNMETERED", "u 3, METERED", "u 4, UNMETERED", "nonsense, UNKNOWN"
    })
    void networkManagersWordIsTakenAlsoWhenItGuesses(String answer, Line line) throws IOException {
        busctl("echo '" + answer + "'");
        Files.createDirectory(directory.resolve("NetworkManager"));

        assertThat(machine().look().line()).isEqualTo(line);
    }

    @Test
    void whereNetworkManagerDoesNotRunNobodyIsAsked() throws IOException {
        busctl("echo 'u 1'");

        assertThat(machine().look().line()).isEqualTo(Line.UNKNOWN);
    }

    private LinuxMachine machine() {
        return new LinuxMachine(
                new PowerSupplies(directory.resolve("power_supply")),
                new NetworkManager(directory.resolve("busctl"), directory.resolve("NetworkManager")));
    }

    private void supply(String name, Map<String, String> files) throws IOException {
        Path supply = Files.createDirectories(directory.resolve("power_supply").resolve(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(supply.resolve(file.getKey()), file.getValue() + "\n");
        }
    }

    private void busctl(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("busctl"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
