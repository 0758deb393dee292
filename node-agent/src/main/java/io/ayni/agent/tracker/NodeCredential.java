package io.ayni.agent.tracker;

import java.util.Optional;

/** Port to the node token that the tracker issued. */
public interface NodeCredential {
    /** The token, if there is one that is valid for some seconds more. */
    Optional<String> token();
}
