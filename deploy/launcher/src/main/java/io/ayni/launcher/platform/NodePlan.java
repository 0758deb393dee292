package io.ayni.launcher.platform;

import java.util.HashMap;
import java.util.Map;

/**
 * One agent to be started.
 *
 * @param name name of its directory and log, such as {@code node-1}
 * @param account name of the account that earns
 * @param sharing whether its owner agrees to share
 * @param httpPort loopback port of its pages, 0 for a free one
 * @param settings further settings, by the name of the agent's flag without dashes
 */
public record NodePlan(String name, String account, Sharing sharing, int httpPort, Map<String, String> settings) {
    /** The owner's answer to the question of consent. */
    public enum Sharing {
        /** The owner agreed. */
        AGREED,
        /** The owner was not asked or refused. */
        NOT_AGREED
    }

    /** Copies the settings. */
    public NodePlan {
        settings = Map.copyOf(settings);
    }

    /** Agent number {@code number}, from 1, of an owner of its own who agreed to share. */
    public static NodePlan numbered(int number, int httpPort) {
        return new NodePlan("node-" + number, "owner-" + number, Sharing.AGREED, httpPort, Map.of());
    }

    /** The same agent without consent. */
    public NodePlan withoutConsent() {
        return new NodePlan(name, account, Sharing.NOT_AGREED, httpPort, settings);
    }

    /** The same agent with one more setting. */
    public NodePlan with(String key, String value) {
        var more = new HashMap<>(settings);
        more.put(key, value);
        return new NodePlan(name, account, sharing, httpPort, more);
    }
}
