"""AES-256-GCM (FIPS 197, SP 800-38D) for short messages and 12-byte nonces. For making test vectors."""


def _double(byte):
    byte <<= 1
    return byte ^ 0x11B if byte & 0x100 else byte


def _field_multiply(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = _double(a)
        b >>= 1
    return product


def _sbox():
    box = []
    for value in range(256):
        inverse = next((c for c in range(256) if _field_multiply(value, c) == 1), 0)
        result = 0x63
        for shift in range(5):
            result ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
        box.append(result)
    return box


SBOX = _sbox()


def _round_keys(key):
    words = [key[i : i + 4] for i in range(0, 32, 4)]
    constant = 1
    for i in range(8, 60):
        word = words[-1]
        if i % 8 == 0:
            word = bytes(SBOX[b] for b in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double(constant)
        elif i % 8 == 4:
            word = bytes(SBOX[b] for b in word)
        words.append(bytes(a ^ b for a, b in zip(words[i - 8], word)))
    return [b"".join(words[i : i + 4]) for i in range(0, 60, 4)]


def _mix(column):
    a, b, c, d = column
    return [
        _double(a) ^ _double(b) ^ b ^ c ^ d,
        a ^ _double(b) ^ _double(c) ^ c ^ d,
        a ^ b ^ _double(c) ^ _double(d) ^ d,
        _double(a) ^ a ^ b ^ c ^ _double(d),
    ]


def encrypt_block(key, block):
    keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 15):
        state = [SBOX[b] for b in state]
        state = [state[(i + 4 * (i % 4)) % 16] for i in range(16)]
        if number < 14:
            state = [b for i in range(0, 16, 4) for b in _mix(state[i : i + 4])]
        state = [a ^ b for a, b in zip(state, keys[number])]
    return bytes(state)


def _ghash_multiply(x, y):
    product = 0
    for i in range(127, -1, -1):
        if x >> i & 1:
            product ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return product


def _padded(data):
    return data + bytes(-len(data) % 16)


def seal(key, nonce, plain, associated):
    """Ciphertext followed by the 16-byte tag."""
    counter = 1
    first = encrypt_block(key, nonce + counter.to_bytes(4, "big"))
    cipher = b""
    for start in range(0, len(plain), 16):
        counter += 1
        stream = encrypt_block(key, nonce + counter.to_bytes(4, "big"))
        cipher += bytes(a ^ b for a, b in zip(plain[start : start + 16], stream))
    h = int.from_bytes(encrypt_block(key, bytes(16)), "big")
    lengths = (8 * len(associated)).to_bytes(8, "big") + (8 * len(cipher)).to_bytes(8, "big")
    hashed = _padded(associated) + _padded(cipher) + lengths
    tag = 0
    for start in range(0, len(hashed), 16):
        tag = _ghash_multiply(tag ^ int.from_bytes(hashed[start : start + 16], "big"), h)
    return cipher + bytes(a ^ b for a, b in zip(tag.to_bytes(16, "big"), first))
