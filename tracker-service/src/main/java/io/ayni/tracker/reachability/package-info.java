/**
 * The dial-back: {@code DialBack} is the port, {@code socket} the adapter that really connects. An address is handed out
 * only after it passed.
 */
package io.ayni.tracker.reachability;
