package io.ayni.agent.http;

import io.ayni.agent.content.DropContent;
import io.ayni.agent.history.HistoryRecorder;
import io.ayni.agent.insight.StatedLine;
import io.ayni.agent.tracker.Reachability;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the owner's page reaches beside the rest.
 *
 * @param history what was measured
 * @param line the line's speed as the owner stated it
 * @param items forgets and refuses items
 * @param reachability asks the tracker; takes up to a second
 * @param clock the time now
 */
public record OwnerServices(
        HistoryRecorder history,
        StatedLine line,
        DropContent items,
        Supplier<Optional<Reachability>> reachability,
        InstantSource clock) {}
