/**
 * What the owner lets the agent use of the connection: rates, a monthly upload quota, a weekly schedule, a pause, and rest
 * on battery or on a metered line. Rate and quota are different things: a rate shapes, a quota ends.
 *
 * <p>Reading order: {@code Limits} (what the owner wants), {@code Schedule} and {@code Band}, {@code LimitPolicy} (what
 * holds now, a function of wishes, facts and time), {@code TokenBucket} and {@code UploadCount} (how it is kept before the
 * first byte), {@code OwnerLimits} (all of it together), {@code LimitWatch} (the thread that sees time pass), {@code
 * LimitsJson} and {@code LimitText} (how it is read and told).
 *
 * <p>Not here: consent, without which nothing is uploaded whatever the limits allow; the bytes themselves ({@code swarm}).
 */
package io.ayni.agent.limit;
