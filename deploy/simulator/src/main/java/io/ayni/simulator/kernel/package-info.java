/** Virtual time: a queue of what happens when. */
package io.ayni.simulator.kernel;
