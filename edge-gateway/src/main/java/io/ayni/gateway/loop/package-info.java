/** Background work that repeats: {@link io.ayni.gateway.loop.BackgroundLoop} and the delays between failed tries. */
package io.ayni.gateway.loop;
