package io.ayni.agent.content;

import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts downloads by name or id. The configured gateway is made known to the engine as an edge of each item, so that
 * delivery needs no tracker. Safe for all threads.
 */
public final class DownloadContent {
    private static final Duration EDGE_INTERVAL = Duration.ofSeconds(30);

    private final FindContent find;
    private final SwarmEngine engine;
    private final URI gateway;
    private final RefusedItems refused;

    /**
     * @param find where manifests come from
     * @param engine fetches
     * @param gateway base URL of the edge
     * @param refused what the owner does not want here
     */
    public DownloadContent(FindContent find, SwarmEngine engine, URI gateway, RefusedItems refused) {
        this.find = find;
        this.engine = engine;
        this.gateway = gateway;
        this.refused = refused;
    }

    /**
     * Starts an item or goes on with it. Asks the catalogue unless the item is known here; a name that the catalogue
     * cannot resolve now is looked for among the items held.
     *
     * @throws IOException when the engine cannot keep the item
     */
    public DownloadVerdict start(String nameOrId) throws IOException {
        try {
            Optional<ContentId> contentId = FindContent.asId(nameOrId);
            return start(contentId.isPresent() ? contentId : resolve(nameOrId));
        } catch (CatalogAwayException e) {
            return new DownloadVerdict.Away(e.getMessage());
        }
    }

    private DownloadVerdict start(Optional<ContentId> contentId) throws CatalogAwayException, IOException {
        if (contentId.isEmpty()) {
            return new DownloadVerdict.NotFound();
        }
        if (refused.contains(contentId.get())) {
            return new DownloadVerdict.Refused();
        }
        Optional<Metainfo> known = engine.metainfo(contentId.get());
        LookupVerdict found = known.isPresent() ? null : find.find(contentId.get());
        return switch (found) {
            case null -> run(known.orElseThrow());
            case LookupVerdict.Found good -> run(good.metainfo());
            case LookupVerdict.NotFound none -> new DownloadVerdict.NotFound();
            case LookupVerdict.Untrusted bad -> new DownloadVerdict.Untrusted(bad.reason());
        };
    }

    /** The content id of a name: the catalogue's word, or while that is away an item held here under the name. */
    public Optional<ContentId> resolve(String name) throws CatalogAwayException {
        try {
            return find.resolve(name);
        } catch (CatalogAwayException e) {
            Optional<ContentId> held = engine.items().stream()
                    .filter(item -> item.name().equals(name))
                    .map(ItemStatus::contentId)
                    .findFirst();
            if (held.isEmpty()) {
                throw e;
            }
            return held;
        }
    }

    /** Goes on with everything that is there in part; called once after the start. */
    public void resume() throws IOException {
        for (ItemStatus item : engine.items()) {
            Optional<Metainfo> metainfo = engine.metainfo(item.contentId());
            if (metainfo.isPresent() && item.state() != ItemStatus.State.COMPLETE) {
                run(metainfo.get());
            }
        }
    }

    private DownloadVerdict run(Metainfo metainfo) throws IOException {
        engine.download(metainfo);
        engine.onHandout(new PeerHandout(metainfo.contentId(), List.of(), List.of(gateway), EDGE_INTERVAL, 0, 0));
        return new DownloadVerdict.Running(metainfo);
    }
}
