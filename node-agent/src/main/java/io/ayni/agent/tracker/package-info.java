/**
 * The tracker as this node sees it: what is said ({@code AnnouncementBacklog}), how often a lost tracker is tried again
 * ({@code BackOff}), and the credential that the tracker issues. The connection itself is in {@code tracker.grpc}.
 */
package io.ayni.agent.tracker;
