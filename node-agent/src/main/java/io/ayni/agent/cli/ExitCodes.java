package io.ayni.agent.cli;

/** Exit codes; stable, for scripts. */
public final class ExitCodes {
    /** It worked. */
    public static final int OK = 0;
    /** Something unforeseen went wrong. */
    public static final int FAILED = 1;
    /** Wrong usage, or a setting is missing or wrong. */
    public static final int USAGE = 2;
    /** No agent runs on this data directory. */
    public static final int NO_AGENT = 3;
    /** Nothing is published under this name or id. */
    public static final int NOT_FOUND = 4;
    /** Another agent uses this data directory, or the port is taken. */
    public static final int IN_USE = 5;
    /** The item cannot be had now; trying again later may work, and goes on where it stopped. */
    public static final int UNAVAILABLE = 6;
    /** The output is there already; nothing was overwritten. */
    public static final int OUTPUT_EXISTS = 7;
    /** The owner declined. */
    public static final int DECLINED = 8;
    /** Something that was received is not to be believed; it was not kept. */
    public static final int UNTRUSTED = 9;

    /** The ledger refused; nothing was taken. */
    public static final int REFUSED = 10;

    private ExitCodes() {}
}
