package io.ayni.agent.wiring;

/** Version of this program. */
public final class AgentVersion {
    private AgentVersion() {}

    /** As the packaging recorded it. */
    public static String text() {
        String version = AgentVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
