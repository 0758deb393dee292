/**
 * Pieces on disk. One directory per item:
 *
 * <pre>
 * items/&lt;content id&gt;/manifest.torrent   the metainfo, written first and never changed
 *                    files/…            the files, sparse until complete
 *                    verified           which pieces were verified and forced to disk
 * </pre>
 *
 * <p>{@link io.ayni.agent.storage.PieceStore} keeps one item; {@link io.ayni.agent.storage.ItemDirectories} finds and makes
 * the directories; {@link io.ayni.agent.storage.MarkFile} survives being cut anywhere. All disk access goes through the
 * port {@link io.ayni.agent.storage.Disk}. Marks are a claim, not a proof: what they name is hashed again before it
 * counts.
 */
package io.ayni.agent.storage;
