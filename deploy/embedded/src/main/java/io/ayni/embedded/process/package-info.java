/**
 * Child processes that never outlive their parent: {@link io.ayni.embedded.process.ChildProcess} is one of them,
 * {@link io.ayni.embedded.process.ProcessGuard} ends them when this JVM ends in whatever way, and
 * {@link io.ayni.embedded.process.LoopbackPorts} chooses and checks ports.
 */
package io.ayni.embedded.process;
