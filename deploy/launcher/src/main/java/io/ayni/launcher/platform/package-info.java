/** The processes of a platform: which, how they are started, in which order, and how they end. */
package io.ayni.launcher.platform;
