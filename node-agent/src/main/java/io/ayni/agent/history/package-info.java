/**
 * What the agent measured of itself, in five-minute rows: bytes, processor time, memory, disk, credits. Only measured
 * figures; a time without an agent has no row. Start at {@code Sample}, then {@code HistoryRules}, then {@code HistoryFile}.
 */
package io.ayni.agent.history;
