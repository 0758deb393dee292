package io.ayni.tracker.config;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A setting that the service does not start with. The platform ends the process with this message alone, so it has no
 * cause and says everything.
 */
public final class InvalidSettingException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    /**
     * @param key configuration key
     * @param rule what it breaks
     */
    public InvalidSettingException(String key, String rule) {
        super(key + " " + rule);
    }
}
