/** The main job on a real file, and the checks that make it a proof. */
package io.ayni.launcher.demo;
