package io.ayni.ledger.simulation;

import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;
import java.util.HashMap;
import java.util.Map;

/** A bug: keeps the end of the chain that it decided on, whether or not it was committed. */
final class CachedTip extends Seams {
    private record Tip(ShardHead found, ShardHead decided) {}

    private final Map<Integer, Tip> tips = new HashMap<>();

    @Override
    LoadedState load(LoadedState state) {
        Tip tip = tips.get(state.head().shard());
        return tip != null && tip.found().equals(state.head())
                ? Planted.withHead(
                        state, tip.decided().withNextOffset(state.head().nextOffset()))
                : state;
    }

    @Override
    Decision decide(LoadedState state, Decision decision) {
        tips.put(state.head().shard(), new Tip(state.head(), decision.head()));
        return decision;
    }
}
