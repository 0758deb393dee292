package io.ayni.agent.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The agent's swarm engine: downloads items from peers and edge, verifies and stores their pieces, and serves them to
 * peers. Safe for all threads; calls return at once unless they say otherwise.
 */
public interface SwarmEngine extends AutoCloseable {
    /** Starts an item, or goes on with one that is there in part; nothing happens when it is running or complete. */
    void download(Metainfo metainfo) throws IOException;

    /**
     * Leaves the item's swarm in good order and deletes its bytes; nothing happens when it is not known here. It may be
     * downloaded again. Takes at most a second.
     *
     * @throws IOException when the bytes could not all be deleted; the item is gone all the same
     */
    void forget(ContentId contentId) throws IOException;

    /** All items held or being fetched. */
    List<ItemStatus> items();

    /** One item, empty when it is not known here. */
    Optional<ItemStatus> item(ContentId contentId);

    /** The manifest of an item that is held or being fetched. */
    Optional<Metainfo> metainfo(ContentId contentId);

    /**
     * Reads verified bytes of a file, waiting for the next piece while it is being fetched and asking for it first.
     *
     * @param fileIndex which file of the item
     * @param offset first byte
     * @param target filled with 1 to {@code remaining} bytes, all of one piece
     * @return bytes read, −1 at the end of the file
     * @throws IOException when the item is unknown, has failed, or no byte came within the engine's stall limit (30 s)
     */
    int read(ContentId contentId, int fileIndex, long offset, ByteBuffer target)
            throws IOException, InterruptedException;

    /** Takes a reply of the tracker. */
    void onHandout(PeerHandout handout);

    /** Takes a dial-back request. */
    void onDialBack(DialBack request);

    /** Sharing was agreed to or revoked: within a second no further piece leaves when it is false. */
    void setSharing(boolean sharing);

    /** Where this engine listens for peers, with the real port. */
    InetSocketAddress peerAddress();

    /** Bytes given and received since this engine started. */
    EngineTotals totals();

    /** Signs and sends last receipts, says goodbye to peers and the tracker, closes files. Takes at most 5 seconds. */
    @Override
    void close();
}
