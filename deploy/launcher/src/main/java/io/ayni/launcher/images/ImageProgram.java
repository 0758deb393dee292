package io.ayni.launcher.images;

/** A program that has an image of its own. */
public enum ImageProgram {
    /** Registration, discovery, grants. */
    TRACKER("tracker-service", "target/quarkus-app"),
    /** Settlement and the journal. */
    LEDGER("ledger-service", "target/quarkus-app"),
    /** Publishing and HTTP delivery. */
    GATEWAY("edge-gateway", "target/quarkus-app"),
    /** The peer on a user's machine. */
    AGENT("node-agent", "target/ayni-agent");

    private final String module;
    private final String packaged;

    ImageProgram(String module, String packaged) {
        this.module = module;
        this.packaged = packaged;
    }

    /** The module, which is also the image's name below {@code ayni/}. */
    public String module() {
        return module;
    }

    /** From the root of the repository: the packaged program, the context of the image's build. */
    public String context() {
        return module + "/" + packaged;
    }

    /** From the root of the repository: how the image is made. */
    public String dockerfile() {
        return module + "/src/main/docker/Dockerfile.jvm";
    }

    /** The image's name without a tag. */
    public String repository() {
        return "ayni/" + module;
    }
}
