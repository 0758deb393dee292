package io.ayni.launcher.platform;

import io.ayni.launcher.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged programs, as the build leaves them.
 *
 * @param root directory of the project
 */
public record Programs(Path root) {
    /** From system property {@code ayni.root}, which {@code deploy/ayni} sets. */
    public static Programs fromSystemProperty() {
        String root = System.getProperty("ayni.root");
        if (root == null) {
            throw new UserError("Start the launcher with deploy/ayni, which builds what it needs and tells it where.");
        }
        return new Programs(Path.of(root));
    }

    /** The runnable jar of a service module. */
    public Path service(String module) {
        return existing(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), module);
    }

    /** The agent's program, as its users start it. */
    public Path agent() {
        return existing(root.resolve("node-agent/target/ayni-agent/bin/ayni-agent"), "node-agent");
    }

    /** The directory of the simulator's jars. */
    public Path simulator() {
        return existing(root.resolve("deploy/simulator/target/ayni-simulator/lib"), "deploy/simulator");
    }

    private static Path existing(Path path, String module) {
        if (!Files.exists(path)) {
            throw new UserError(module + " is not built: there is no " + path + ". Run deploy/ayni, which builds it.");
        }
        return path;
    }
}
