/** The service's configuration: {@code TrackerConfig} as written, {@code TrackerSettings} as checked and loaded. */
package io.ayni.tracker.config;
