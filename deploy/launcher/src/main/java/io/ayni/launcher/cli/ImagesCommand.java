package io.ayni.launcher.cli;

import io.ayni.launcher.UserError;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.images.BuildImages;
import io.ayni.launcher.images.BuiltImage;
import io.ayni.launcher.images.CommandRunner;
import io.ayni.launcher.images.ContainerEngine;
import io.ayni.launcher.images.LocalCommandRunner;
import io.ayni.launcher.platform.Programs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code images}: container images of all programs. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Builds the container images ayni/tracker-service, ayni/ledger-service, ayni/edge-gateway and"
                    + " ayni/node-agent with Docker or Podman. What the engine says goes to standard error."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni images",
            "  deploy/ayni images --engine podman --tag 2026-01 --json",
            "  deploy/ayni images --jdk-image mirror.example/jdk:25 --base-image mirror.example/debian:12-slim"
        })
public final class ImagesCommand implements Callable<Integer> {
    /** Of the project; the tag unless another one is given. */
    public static final String VERSION = "0.1.0";

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int MEBIBYTE = 1 << 20;

    @Option(names = "--jvm", description = "On a Java runtime of their own parts. The default.")
    private boolean jvm;

    @Option(names = "--native", description = "As native executables: not in this version.")
    private boolean nativeImages;

    @Option(names = "--tag", paramLabel = "TAG", defaultValue = VERSION, description = "Default ${DEFAULT-VALUE}.")
    private String tag;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "docker or podman. Default: the first of them that answers.")
    private String engine;

    @Option(
            names = "--jdk-image",
            paramLabel = "IMAGE",
            description = "The image with a JDK 25 that the runtime is made from. Default: that of the Dockerfiles.")
    private String jdkImage;

    @Option(
            names = "--base-image",
            paramLabel = "IMAGE",
            description = "The image that all stand on; it needs glibc and bash. Default: that of the Dockerfiles.")
    private String baseImage;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final CommandRunner runner;
    private final Supplier<Path> root;

    /** Runs the engine on this machine, on the project that the launcher belongs to. */
    public ImagesCommand() {
        this(new LocalCommandRunner(), () -> Programs.fromSystemProperty().root());
    }

    /**
     * @param runner runs the engine
     * @param root finds the project
     */
    ImagesCommand(CommandRunner runner, Supplier<Path> root) {
        this.runner = runner;
        this.root = root;
    }

    @Override
    public Integer call() {
        requireKnownForm();
        Optional<ContainerEngine> named = Optional.ofNullable(engine).map(this::engine);
        if (!TAG.matcher(tag).matches()) {
            throw misuse("--tag is \"" + tag + "\"; it takes 1 to 128 of [A-Za-z0-9_.-], the first not . or -.");
        }
        ContainerEngine builder = ContainerEngine.answering(named, runner);
        List<BuiltImage> images = new BuildImages(builder, runner, root.get()).all(tag, arguments());
        print(images);
        return 0;
    }

    private void requireKnownForm() {
        if (jvm && nativeImages) {
            throw misuse("--jvm and --native exclude each other.");
        }
        if (nativeImages) {
            throw new UserError("Native images are not in this version: there is no native build of the programs yet."
                    + " Leave --native out.");
        }
    }

    private ContainerEngine engine(String name) {
        for (ContainerEngine known : ContainerEngine.values()) {
            if (known.program().equals(name)) {
                return known;
            }
        }
        throw misuse("--engine is \"" + name + "\"; it takes docker or podman.");
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>();
        arguments.put("VERSION", VERSION);
        revision().ifPresent(commit -> arguments.put("REVISION", commit));
        Optional.ofNullable(jdkImage).ifPresent(image -> arguments.put("JDK_IMAGE", image));
        Optional.ofNullable(baseImage).ifPresent(image -> arguments.put("BASE_IMAGE", image));
        return arguments;
    }

    /** The commit that is checked out, where Git knows it. */
    private Optional<String> revision() {
        CommandRunner.Outcome commit =
                runner.capture(List.of("git", "-C", root.get().toString(), "rev-parse", "HEAD"));
        return commit.code() == 0 ? Optional.of(commit.output()) : Optional.empty();
    }

    private void print(List<BuiltImage> images) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Endpoints.text(images));
        } else {
            images.forEach(
                    image -> out.printf("%-32s %5d MiB  %s%n", image.image(), image.bytes() / MEBIBYTE, image.id()));
        }
        out.flush();
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
