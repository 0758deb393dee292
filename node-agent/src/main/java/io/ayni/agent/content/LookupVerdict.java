package io.ayni.agent.content;

import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Publication;

/** What a look-up found. */
public sealed interface LookupVerdict {
    /** A manifest whose content id and signature hold. */
    record Found(Metainfo metainfo, Publication publication) implements LookupVerdict {}

    /** Nothing is published under this name or id. */
    record NotFound() implements LookupVerdict {}

    /**
     * The catalogue gave something that is not to be believed.
     *
     * @param reason why, for a person
     */
    record Untrusted(String reason) implements LookupVerdict {}
}
