package io.ayni.gateway.config;

/** A setting is missing or makes no sense; the gateway does not start. */
public final class InvalidSettingException extends RuntimeException {
    /** Names the key and says what is wrong with it. */
    public InvalidSettingException(String key, String problem) {
        super("ayni.gateway." + key + ": " + problem);
    }
}
