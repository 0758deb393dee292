/**
 * The whole of Ayni on one machine: starts it, shows its main job, checks the books and measures it.
 *
 * <p>Reading order: {@link io.ayni.launcher.AyniLauncher} (the command line), {@code platform.Platform} (what is started,
 * in which order, and how it ends), {@code demo.Demo} (the main job and its checks). {@code home} holds keys, tokens and
 * the files by which commands find a running platform; {@code http} the clients of the public HTTP interfaces;
 * {@code bench} the measurements.
 *
 * <p>The launcher knows services by their packaged form and their public interfaces only; it imports none of their
 * classes.
 */
package io.ayni.launcher;
