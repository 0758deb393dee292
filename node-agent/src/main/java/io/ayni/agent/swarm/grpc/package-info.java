/**
 * Peer streams over gRPC ({@code ayni.peer.v1.PeerExchange}) on Netty: {@link io.ayni.agent.swarm.grpc.GrpcSwarmEngine} is
 * where an agent gets its engine from, {@link io.ayni.agent.swarm.grpc.Frames} is the only place that knows both the wire
 * messages and the core's. Frames are let in one by one as they are dealt with, and let out as the transport takes them.
 */
package io.ayni.agent.swarm.grpc;
