package io.ayni.tracker.config;

/** A setting that the service does not start with. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param key configuration key
     * @param rule what it breaks
     */
    public InvalidSettingException(String key, String rule) {
        super(key + " " + rule);
    }

    /** The same with what was found underneath. */
    InvalidSettingException(String key, String rule, Throwable cause) {
        super(key + " " + rule, cause);
    }
}
