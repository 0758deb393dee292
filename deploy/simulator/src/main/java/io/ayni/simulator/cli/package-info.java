/** The simulator's command line, which {@code deploy/ayni bench simulate} starts. */
package io.ayni.simulator.cli;
