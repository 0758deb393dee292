package io.ayni.agent.wiring;

import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.content.RefusedItems;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.limit.LimitsFile;
import io.ayni.agent.limit.OwnerLimits;
import io.ayni.agent.limit.Rate;
import io.ayni.agent.limit.UsageFile;
import io.ayni.agent.limit.linux.LinuxMachine;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;

/** Opens what the owner decides about in the data directory. */
public final class OwnerFiles {
    private OwnerFiles() {}

    static OwnerLimits limits(AgentSettings settings, AgentHome home, InstantSource clock)
            throws StartRefusedException {
        try {
            return limits(home, settings.maxUpload(), clock);
        } catch (IOException e) {
            throw new StartRefusedException(e.getMessage(), e);
        }
    }

    static RefusedItems refused(AgentHome home) throws StartRefusedException {
        try {
            return RefusedItems.open(home.refused());
        } catch (IOException e) {
            throw new StartRefusedException(e.getMessage(), e);
        }
    }

    /**
     * The limits of a data directory, for whoever holds its lock.
     *
     * @throws IOException when a file is damaged; the message says what to do
     */
    public static OwnerLimits limits(AgentHome home, Rate atMost, InstantSource clock) throws IOException {
        return OwnerLimits.open(
                new OwnerLimits.Ports(
                        new LimitsFile(home.limits()),
                        new UsageFile(home.usage()),
                        LinuxMachine.present(),
                        clock,
                        ZoneId.systemDefault()),
                atMost);
    }
}
