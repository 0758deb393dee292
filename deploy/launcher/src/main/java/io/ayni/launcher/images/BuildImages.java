package io.ayni.launcher.images;

import io.ayni.launcher.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds the images of all programs, one after the other. */
public final class BuildImages {
    private final ContainerEngine engine;
    private final CommandRunner runner;
    private final Path root;

    /**
     * @param engine who builds
     * @param runner runs the engine's program
     * @param root of the project, with all programs packaged
     */
    public BuildImages(ContainerEngine engine, CommandRunner runner, Path root) {
        this.engine = engine;
        this.runner = runner;
        this.root = root;
    }

    /**
     * Builds them under one tag.
     *
     * @param arguments build arguments that all Dockerfiles know
     * @throws UserError at the first that fails, with the engine's exit code
     */
    public List<BuiltImage> all(String tag, Map<String, String> arguments) {
        return Arrays.stream(ImageProgram.values())
                .map(program -> build(new ImageBuild(program, tag, arguments)))
                .toList();
    }

    private BuiltImage build(ImageBuild build) {
        int code = runner.show(build.command(engine, root));
        if (code != 0) {
            throw new UserError(engine.program() + " could not build " + build.image() + " (exit code " + code + ").");
        }
        CommandRunner.Outcome inspected = runner.capture(engine.inspection(build.image()));
        String[] words = inspected.output().split(" ");
        if (!inspected.succeeded() || words.length != 2) {
            throw new UserError(engine.program() + " does not show " + build.image() + ": " + inspected.complaint());
        }
        return new BuiltImage(build.program().module(), build.image(), words[0], Long.parseLong(words[1]));
    }
}
