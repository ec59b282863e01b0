export type Random = {
  /** Next 32 random bits as an unsigned integer. */
  nextUint32(): number;
  /** Next integer in [0, bound), bound up to 2^20. */
  nextBelow(bound: number): number;
};

function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * Returns a seeded generator: xoshiro128** 1.1 (Blackman and Vigna, 2018), its state filled by SplitMix32.
 * The same seed gives the same sequence on every machine. Not for secrets.
 * `nextBelow` takes the high part of a 32-bit product (Lemire, 2019, without rejection): its bias is below
 * bound / 2^32.
 */
export function seededRandom(seed: number): Random {
  const fill = splitMix32(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();

  function nextUint32(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  return {
    nextUint32,
    nextBelow: (bound) => Math.floor((nextUint32() * bound) / 0x1_0000_0000),
  };
}
