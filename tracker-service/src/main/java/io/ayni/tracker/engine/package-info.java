/**
 * The tracker at run time: {@code TrackerEngine} feeds events to the core, one at a time, and carries its effects out
 * through ports. Still plain Java: time, randomness and every technology are given to it.
 */
package io.ayni.tracker.engine;
