package io.ayni.agent.content;

import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.util.List;

/** Takes items off this machine as its owner wishes, for now or for good. Safe for all threads. */
public final class DropContent {
    private final SwarmEngine engine;
    private final RefusedItems refused;

    /**
     * @param engine holds items
     * @param refused remembers what is never to come back
     */
    public DropContent(SwarmEngine engine, RefusedItems refused) {
        this.engine = engine;
        this.refused = refused;
    }

    /** Ends sharing the item and deletes it; asking for it fetches it again. */
    public void forget(ContentId contentId) throws IOException {
        engine.forget(contentId);
    }

    /** Forgets the item, and lets nothing fetch, keep or share it again. The refusal stands before anything is deleted. */
    public void refuse(ContentId contentId) throws IOException {
        refused.add(contentId);
        engine.forget(contentId);
    }

    /** Ends a refusal; nothing is fetched by that. */
    public void allow(ContentId contentId) throws IOException {
        refused.remove(contentId);
    }

    /** What is refused, the oldest first. */
    public List<ContentId> refused() {
        return refused.all();
    }

    /** Deletes what was refused and not deleted before a crash; called once after the start. */
    public void finish() throws IOException {
        for (ContentId contentId : refused.all()) {
            engine.forget(contentId);
        }
    }
}
