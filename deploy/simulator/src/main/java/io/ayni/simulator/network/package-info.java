/**
 * What stands between programs: how fast each can send and receive, and how long it takes. Nothing is lost on a stream;
 * what it carries arrives in order.
 */
package io.ayni.simulator.network;
