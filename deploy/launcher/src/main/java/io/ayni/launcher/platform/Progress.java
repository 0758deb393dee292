package io.ayni.launcher.platform;

/** Who wants to know how the start gets on. Called from several threads. */
public interface Progress {
    /** Something has begun or is done; one short sentence for a person. */
    void report(String sentence);
}
