/** Puts the gateway together: every object of the service is made here, and nowhere else. */
package io.ayni.gateway.wiring;
