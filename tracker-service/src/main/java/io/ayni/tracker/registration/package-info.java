/**
 * Enrolment: {@code Challenges} hands out single-use nonces, {@code RegisterNode} checks a registration against one.
 * {@code DialPolicy} says which listen addresses may be tried. Plain Java; the rpc is in {@code registration.grpc}.
 */
package io.ayni.tracker.registration;
