/** Measurements of running processes. */
package io.ayni.launcher.bench;
