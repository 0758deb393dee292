package io.ayni.agent.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.GrantId;
import java.net.InetSocketAddress;

/**
 * The tracker asks this node, which nobody can dial, to dial a downloader.
 *
 * @param contentId the item
 * @param address where the downloader listens
 * @param grantId the grant that the downloader will present
 */
public record DialBack(ContentId contentId, InetSocketAddress address, GrantId grantId) {}
