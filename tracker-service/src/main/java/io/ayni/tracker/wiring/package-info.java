/** Puts the service together; knows every other package and is known by none. */
package io.ayni.tracker.wiring;
