/** The commands and their options; all else is decided elsewhere. */
package io.ayni.launcher.cli;
