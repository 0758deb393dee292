/**
 * What is published: asks the operator's catalogue for a manifest and believes it only when the content id and the
 * operator's signature hold. The connection is in {@code content.grpc}.
 */
package io.ayni.agent.content;
