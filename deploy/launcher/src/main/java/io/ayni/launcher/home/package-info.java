/** Files of one installation: keys and tokens, the lock, and what a running platform writes about itself. */
package io.ayni.launcher.home;
