package io.ayni.agent.swarm.simulation;

import io.ayni.agent.swarm.core.LinkId;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.core.Source;
import io.ayni.agent.swarm.core.SwarmEffect;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows which pieces a core has on their way, and notes every one that it asks for twice before the endgame. */
final class Watch {
    private final int pieceCount;
    private final Map<Integer, Set<Source>> onTheWay = new HashMap<>();
    private final BitSet verifying = new BitSet();
    int askedTwiceTooEarly;
    int storedTwice;

    Watch(int pieceCount) {
        this.pieceCount = pieceCount;
    }

    void see(SwarmEffect effect, BitSet held) {
        switch (effect) {
            case SwarmEffect.Send(LinkId link, PeerMessage.Request request)
            when request.begin() == 0 -> asked(request.piece(), new Source.Peer(link), held);
            case SwarmEffect.Send(LinkId link, PeerMessage.Cancel cancel) ->
                withdrawn(cancel.piece(), new Source.Peer(link));
            case SwarmEffect.FetchFromEdge fetch -> asked(fetch.piece(), fetch.source(), held);
            case SwarmEffect.StorePiece store -> {
                storedTwice += held.get(store.piece()) ? 1 : 0;
                onTheWay.remove(store.piece());
                verifying.set(store.piece());
            }
            case SwarmEffect.Close(LinkId link, var reason) -> gone(new Source.Peer(link));
            default -> {}
        }
    }

    private void asked(int piece, Source source, BitSet held) {
        Set<Source> sources = onTheWay.computeIfAbsent(piece, any -> new HashSet<>());
        boolean second = !sources.isEmpty() || held.get(piece);
        sources.add(source);
        BitSet settled = (BitSet) held.clone();
        settled.or(verifying);
        onTheWay.forEach((on, from) -> settled.set(on, settled.get(on) || !from.isEmpty()));
        if (second && settled.cardinality() < pieceCount) {
            askedTwiceTooEarly++;
        }
    }

    private void withdrawn(int piece, Source source) {
        onTheWay.getOrDefault(piece, new HashSet<>()).remove(source);
    }

    private void gone(Source source) {
        onTheWay.values().forEach(sources -> sources.remove(source));
    }
}
