/** Swarms of growing audiences side by side: the rows of the measurement, and a chart of them. */
package io.ayni.simulator.bench;
