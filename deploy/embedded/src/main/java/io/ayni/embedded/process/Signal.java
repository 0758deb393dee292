package io.ayni.embedded.process;

/** The POSIX signals that are sent to children. */
public enum Signal {
    /** Please end (a JVM runs its shutdown hooks). */
    TERM,
    /** Interrupt; PostgreSQL's fast shutdown. */
    INT,
    /** PostgreSQL's immediate shutdown: end now, recover at the next start. */
    QUIT,
    /** End at once, without a chance to clean up. */
    KILL,
    /** Freeze. */
    STOP,
    /** Go on after {@link #STOP}. */
    CONT
}
