"""Ed25519 as RFC 8032 describes it: slow, plain integers, standard library only. For making test vectors."""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P) % P
    y3 = (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P) % P
    return (x3, y3)


def multiply(scalar, point):
    result = IDENTITY
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def x_of(y):
    """A square root for x at this y, or None when the curve has no such point."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * SQRT_M1 % P
    return x if x * x % P == square else None


def _base():
    y = 4 * pow(5, P - 2, P) % P
    x = x_of(y)
    return (x if x % 2 == 0 else P - x, y)


BASE = _base()


def encode(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def expand(seed):
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little")
    scalar &= (1 << 254) - 8
    scalar |= 1 << 254
    return scalar, digest[32:]


def public_key(seed):
    return encode(multiply(expand(seed)[0], BASE))


def hash_to_scalar(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % L


def sign(seed, message):
    scalar, prefix = expand(seed)
    key = encode(multiply(scalar, BASE))
    r = hash_to_scalar(prefix, message)
    point = encode(multiply(r, BASE))
    s = (r + hash_to_scalar(point, key, message) * scalar) % L
    return point + s.to_bytes(32, "little")


def torsion():
    """The eight points whose order divides the cofactor."""
    y = 2
    while True:
        x = x_of(y)
        if x is not None:
            candidate = multiply(L, (x, y))
            points = [IDENTITY]
            point = candidate
            while point != IDENTITY:
                points.append(point)
                point = add(point, candidate)
            if len(points) == 8:
                return points
        y += 1
