/**
 * The program {@code ayni-agent}: one class per verb. Exit codes are part of the interface and stand in {@code ExitCodes}.
 * With {@code --json} a verb writes JSON to standard output and nothing else; messages for people go to standard error.
 */
package io.ayni.agent.cli;
