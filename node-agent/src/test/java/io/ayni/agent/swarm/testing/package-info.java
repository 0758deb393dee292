/** A small world for swarm tests: an operator with a grant key, a tracker without network, an edge, sample items. */
package io.ayni.agent.swarm.testing;
