package io.ayni.launcher.cli;

import io.ayni.launcher.UserError;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The homes that commands look into. */
public final class Homes {
    private Homes() {}

    /** The home of {@code up}. */
    static AyniHome main() {
        return AyniHome.fromEnvironment(System.getenv());
    }

    /** Homes in which a platform may be up: that of {@code up}, then that of {@code demo}. */
    static List<AyniHome> all() {
        return List.of(main(), main().forDemo());
    }

    /** The first home in which a platform is up. */
    static Optional<AyniHome> running() {
        return all().stream()
                .filter(home -> HomeLock.holderOf(home).isPresent())
                .findFirst();
    }

    /** The same, or a message that says what to do. */
    public static AyniHome requireRunning() {
        return running().orElseThrow(() -> new UserError("Nothing is up. `deploy/ayni up` starts everything."));
    }

    /** Where the platform of a home is reached. */
    public static Endpoints endpoints(AyniHome home) {
        if (!Files.exists(home.endpoints())) {
            throw new UserError(
                    "Ayni in " + home.directory() + " is not ready yet, or is being stopped. Logs: " + home.logs());
        }
        return Endpoints.read(home.endpoints());
    }
}
