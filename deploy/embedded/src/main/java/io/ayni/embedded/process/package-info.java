/**
 * Child processes that never outlive their parent: {@link io.ayni.embedded.process.ChildProcess} is one of them,
 * {@link io.ayni.embedded.process.ProcessGuard} ends them when this JVM ends in whatever way,
 * {@link io.ayni.embedded.process.AtExit} says what else is done then and in which order, and
 * {@link io.ayni.embedded.process.LoopbackPorts} chooses and checks ports.
 */
package io.ayni.embedded.process;
