package io.ayni.launcher.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The build of one image.
 *
 * @param program what goes into it
 * @param tag its tag
 * @param arguments build arguments of its Dockerfile
 */
public record ImageBuild(ImageProgram program, String tag, Map<String, String> arguments) {
    /** Takes a copy of the arguments. */
    public ImageBuild {
        arguments = Map.copyOf(arguments);
    }

    /** The image's full name. */
    public String image() {
        return program.repository() + ":" + tag;
    }

    /** The command line that builds it, for a project at {@code root}. */
    public List<String> command(ContainerEngine engine, Path root) {
        List<String> words = new ArrayList<>(List.of(engine.program(), "build"));
        words.addAll(engine.buildOptions());
        words.addAll(List.of("--tag", image()));
        words.addAll(List.of("--file", root.resolve(program.dockerfile()).toString()));
        new TreeMap<>(arguments).forEach((name, value) -> words.addAll(List.of("--build-arg", name + "=" + value)));
        words.add(root.resolve(program.context()).toString());
        return words;
    }
}
