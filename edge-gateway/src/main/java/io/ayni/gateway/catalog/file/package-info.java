/**
 * The catalog on disk, which is the truth; the index in memory is built anew at each start.
 *
 * <pre>
 * DATA/layout                      "ayni-gateway 1": another text and the gateway does not start
 * DATA/lock                        held by the running process, so that there is only one
 * DATA/staging/N/                  uploads in progress, emptied at each start
 * DATA/items/CONTENT-ID/           one published item, appears by one rename and is never changed
 *     metainfo.torrent             BEP 52 metainfo with the web seed
 *     publication                  signed publication, protobuf ayni.documents.v1.SignedEnvelope
 *     files/HASH                   the files; HASH = first 16 bytes of SHA-256 of the path, in hex
 *     announced                    empty; there once the content event was acknowledged
 * DATA/damaged/CONTENT-ID.N/       items that did not fit their metainfo at a start; never served
 * </pre>
 *
 * Files carry a hash instead of their name, so no publisher's text ever becomes a file name here. All that belongs to an
 * item is made durable (fsync of files and directories) before the rename, and the rename before the answer.
 */
package io.ayni.gateway.catalog.file;
