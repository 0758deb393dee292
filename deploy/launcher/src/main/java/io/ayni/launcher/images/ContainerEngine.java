package io.ayni.launcher.images;

import io.ayni.launcher.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program that builds images, in the order in which they are tried. */
public enum ContainerEngine {
    /** Docker; it needs its daemon. */
    DOCKER("docker", List.of("version", "--format", "{{.Server.Version}}"), List.of()),
    /** Podman. Its own image format knows no health checks. */
    PODMAN("podman", List.of("info", "--format", "{{.Version.Version}}"), List.of("--format", "docker"));

    private final String program;
    private final List<String> probe;
    private final List<String> buildOptions;

    ContainerEngine(String program, List<String> probe, List<String> buildOptions) {
        this.program = program;
        this.probe = probe;
        this.buildOptions = buildOptions;
    }

    /** Its command. */
    public String program() {
        return program;
    }

    /** What its {@code build} takes beyond what all take. */
    List<String> buildOptions() {
        return buildOptions;
    }

    /** The command line that prints its version and fails unless it can build. */
    List<String> probe() {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(probe);
        return words;
    }

    /** The command line that prints an image's id and its size in bytes. */
    List<String> inspection(String image) {
        return List.of(program, "image", "inspect", "--format", "{{.Id}} {{.Size}}", image);
    }

    /**
     * The named one, or the first that answers.
     *
     * @throws UserError if none does; the message says what each of those tried said
     */
    public static ContainerEngine answering(Optional<ContainerEngine> named, CommandRunner runner) {
        List<ContainerEngine> candidates = named.map(List::of).orElseGet(() -> Arrays.asList(values()));
        List<String> complaints = new ArrayList<>();
        for (ContainerEngine engine : candidates) {
            CommandRunner.Outcome outcome = runner.capture(engine.probe());
            if (outcome.succeeded()) {
                return engine;
            }
            complaints.add("  " + engine.program + ": " + outcome.complaint());
        }
        throw new UserError("No container engine answers:\n" + String.join("\n", complaints)
                + "\nInstall Docker or Podman, start it, and try again; nothing else of Ayni needs one.");
    }
}
