/**
 * Settings: one enum names them, {@code SettingSources} finds their text (flag before environment before file before
 * default), {@code AgentSettings} is what the rest of the program sees, checked.
 */
package io.ayni.agent.config;
