package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.core.LinkId;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.contracts.content.ContentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The open streams. A stream that a peer opened belongs to an item once its Hello names one. Only the loop touches it. */
final class Streams {
    private static final long GREETING_MS = 10_000;

    private final PeerTransport transport;
    private final EventLoop loop;
    private final Executor diskPool;
    private final Supplier<LinkId> linkIds;
    private final Function<ContentId, Optional<Item>> items;
    private final EffectRunner.Answers core;
    private final LongSupplier tickMs;
    private final Map<LinkId, LiveLink> live = new HashMap<>();

    /**
     * @param items finds the item that a Hello names
     * @param core hands an event to a core; called on the loop
     */
    Streams(
            PeerTransport transport,
            EventLoop loop,
            Executor diskPool,
            Supplier<LinkId> linkIds,
            Function<ContentId, Optional<Item>> items,
            EffectRunner.Answers core,
            LongSupplier tickMs) {
        this.transport = transport;
        this.loop = loop;
        this.diskPool = diskPool;
        this.linkIds = linkIds;
        this.items = items;
        this.core = core;
        this.tickMs = tickMs;
    }

    Optional<LiveLink> find(LinkId id) {
        return Optional.ofNullable(live.get(id));
    }

    /** The core is done with the stream. */
    Optional<LiveLink> take(LinkId id) {
        return Optional.ofNullable(live.remove(id));
    }

    void dial(Item item, SwarmEffect.Dial dial) {
        LiveLink link = new LiveLink(dial.link(), diskPool, tickMs.getAsLong());
        link.item = item;
        live.put(link.id, link);
        link.port = transport.dial(dial.address(), new Listener(link));
        core.deliver(item, new SwarmEvent.Dialled(link.id));
    }

    /** A peer opened a stream; on a transport thread. */
    PortListener accept(PeerPort port) {
        LiveLink link = new LiveLink(linkIds.get(), diskPool, tickMs.getAsLong());
        link.port = port;
        loop.post(() -> live.put(link.id, link));
        return new Listener(link);
    }

    private void received(LiveLink link, PeerMessage message) {
        if (link.item != null) {
            core.deliver(link.item, new SwarmEvent.Received(link.id, message));
        } else if (message instanceof PeerMessage.Hello hello && live.containsKey(link.id)) {
            greet(link, hello);
        } else if (live.remove(link.id) != null) {
            link.port.abort("a frame before Hello");
        }
    }

    private void greet(LiveLink link, PeerMessage.Hello hello) {
        Optional<Item> item = items.apply(hello.contentId());
        if (hello.version() != PeerMessage.VERSION) {
            refuse(link, PeerMessage.Bye.Reason.UNSUPPORTED_VERSION);
        } else if (item.isEmpty()) {
            refuse(link, PeerMessage.Bye.Reason.UNKNOWN_CONTENT);
        } else {
            link.item = item.get();
            core.deliver(link.item, new SwarmEvent.Accepted(link.id, hello));
        }
    }

    private void refuse(LiveLink link, PeerMessage.Bye.Reason reason) {
        live.remove(link.id);
        link.port.close(reason);
    }

    private void closed(LiveLink link) {
        if (live.remove(link.id) != null && link.item != null) {
            core.deliver(link.item, new SwarmEvent.Closed(link.id));
        }
    }

    /** Whether a stream waits for its Hello. */
    boolean isAnyUngreeted() {
        for (LiveLink link : live.values()) {
            if (link.item == null) {
                return true;
            }
        }
        return false;
    }

    /** Streams that never say Hello do not stay. */
    void tick() {
        if (!isAnyUngreeted()) {
            return;
        }
        long now = tickMs.getAsLong();
        List.copyOf(live.values()).stream()
                .filter(link -> link.item == null && now - link.sinceMs >= GREETING_MS)
                .forEach(link -> refuse(link, PeerMessage.Bye.Reason.IDLE));
    }

    private final class Listener implements PortListener {
        private final LiveLink link;

        Listener(LiveLink link) {
            this.link = link;
        }

        @Override
        public void onMessage(PeerMessage message, Runnable processed) {
            loop.post(() -> {
                received(link, message);
                processed.run();
            });
        }

        @Override
        public void onClosed() {
            loop.post(() -> closed(link));
        }
    }
}
