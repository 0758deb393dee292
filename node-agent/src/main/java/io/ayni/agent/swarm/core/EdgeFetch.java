package io.ayni.agent.swarm.core;

import java.net.URI;

/**
 * A request to the edge that is under way.
 *
 * @param fetch the piece
 * @param edge which gateway
 */
record EdgeFetch(PieceFetch fetch, URI edge) {}
