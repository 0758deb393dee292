/** What all rpcs share on the wire: refusals as statuses, requests that cannot be read. */
package io.ayni.tracker.transport.grpc;
