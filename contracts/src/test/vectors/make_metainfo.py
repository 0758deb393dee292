#!/usr/bin/env python3
"""Makes BitTorrent v2 metainfo files with libtorrent (2.0 or newer), for comparison with the project's own code.

    python3 make_metainfo.py ../resources/metainfo

The bytes of a file are the SHA-256 counter stream of its path: SHA-256("<path>:0") ‖ SHA-256("<path>:1") ‖ … cut to its
size, the counter in decimal. So the files themselves need not be kept. For each item a .torrent is written, and a line in
items.txt: item name, v2 info-hash, piece length, then path and size of each file.
"""

import hashlib
import os
import sys
import tempfile

import libtorrent

KIB = 1024
ITEMS = {
    "small.bin": (64 * KIB, {"small.bin": 10_007}),
    "exact-block.bin": (64 * KIB, {"exact-block.bin": 16 * KIB}),
    "exact-piece.bin": (64 * KIB, {"exact-piece.bin": 64 * KIB}),
    "pieces.bin": (64 * KIB, {"pieces.bin": 5 * 64 * KIB + 20_001}),
    "wide.bin": (16 * KIB, {"wide.bin": 7 * 16 * KIB + 1}),
    "folder": (
        64 * KIB,
        {
            "folder/a.txt": 1,
            "folder/b/c/deep.bin": 3 * 64 * KIB,
            "folder/b/empty.bin": 0,
            "folder/b/small.bin": 40_000,
            "folder/b.bin": 64 * KIB + 1,
            "folder/z año.bin": 16 * KIB + 1,
        },
    ),
}


def contents(path, size):
    blocks = (size + 31) // 32
    stream = b"".join(hashlib.sha256(f"{path}:{i}".encode()).digest() for i in range(blocks))
    return stream[:size]


def make(root, name, piece_length, files):
    for path, size in files.items():
        target = os.path.join(root, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as out:
            out.write(contents(path, size))
    storage = libtorrent.file_storage()
    for path, size in sorted(files.items()):
        storage.add_file(path, size)
    torrent = libtorrent.create_torrent(storage, piece_length, libtorrent.create_torrent.v2_only)
    torrent.set_creator("libtorrent")
    torrent.add_url_seed("https://example.org/seed/")
    libtorrent.set_piece_hashes(torrent, root)
    entry = torrent.generate()
    entry.pop(b"creation date", None)
    return libtorrent.bencode(entry)


def main(out):
    lines = []
    for name, (piece_length, files) in ITEMS.items():
        with tempfile.TemporaryDirectory() as root:
            encoded = make(root, name, piece_length, files)
        with open(os.path.join(out, name + ".torrent"), "wb") as target:
            target.write(encoded)
        info_hash = libtorrent.torrent_info(libtorrent.bdecode(encoded)).info_hashes().v2
        listed = "".join(f"\t{path}\t{size}" for path, size in sorted(files.items()))
        lines.append(f"{name}\t{info_hash}\t{piece_length}{listed}\n")
    with open(os.path.join(out, "items.txt"), "w", encoding="utf-8") as target:
        target.writelines(lines)


if __name__ == "__main__":
    main(sys.argv[1])
