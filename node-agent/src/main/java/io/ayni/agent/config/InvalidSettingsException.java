package io.ayni.agent.config;

import java.util.List;

/** Settings that the agent refuses to start with. The message names each and says what to do. */
public final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
