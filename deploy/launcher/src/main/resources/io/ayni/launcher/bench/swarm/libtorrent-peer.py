"""A libtorrent session that seeds or fetches one file, for measurements on one machine.

Usage: libtorrent-peer.py peer TORRENT DIRECTORY TRACKER UPLOAD_LIMIT START_AT
       libtorrent-peer.py make FILE TORRENT PIECE_LENGTH

"peer" joins at START_AT (seconds since the Unix epoch, 0 for now) with an upload limit in bytes a second (0 for none),
writes the time at which it has the whole file into DIRECTORY/complete, and on SIGTERM the payload bytes that it sent
into DIRECTORY/uploaded. "make" writes a version 1 torrent of a file.
"""

import os
import signal
import sys
import time

import libtorrent as lt


def write(directory, name, text):
    with open(os.path.join(directory, name + ".new"), "w", encoding="ascii") as out:
        out.write(text)
    os.replace(os.path.join(directory, name + ".new"), os.path.join(directory, name))


def peer(torrent, directory, tracker, upload_limit, start_at):
    session = lt.session({
        "listen_interfaces": "127.0.0.1:0",
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        # Over TCP, as the others: its own transport over UDP is for lines that are shared, and costs processor time.
        "enable_outgoing_utp": False,
        "enable_incoming_utp": False,
        "allow_multiple_connections_per_ip": True,
        "alert_mask": lt.alert.category_t.error_notification,
    })
    params = lt.add_torrent_params()
    params.ti = lt.torrent_info(torrent)
    params.save_path = directory
    params.trackers = [tracker]
    params.upload_limit = int(upload_limit)
    params.flags &= ~(lt.torrent_flags.paused | lt.torrent_flags.auto_managed)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    write(directory, "ready", "")
    time.sleep(max(0.0, float(start_at) - time.time()))
    handle = session.add_torrent(params)
    try:
        while not handle.status().is_seeding:
            time.sleep(0.05)
        write(directory, "complete", repr(time.time()))
        while True:
            signal.pause()
    finally:
        write(directory, "uploaded", str(handle.status().total_payload_upload))


def make(file, torrent, piece_length):
    storage = lt.file_storage()
    storage.add_file(os.path.basename(file), os.path.getsize(file))
    creator = lt.create_torrent(storage, int(piece_length), lt.create_torrent.v1_only)
    lt.set_piece_hashes(creator, os.path.dirname(file))
    with open(torrent, "wb") as out:
        out.write(lt.bencode(creator.generate()))


if __name__ == "__main__":
    {"peer": peer, "make": make}[sys.argv[1]](*sys.argv[2:])
