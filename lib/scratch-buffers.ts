/** Smaller ones are cheap, and larger ones too rare to be kept. */
const [leastBytes, mostBytes] = [16 * 1024, 4 * 1024 * 1024];

/**
 * Memory for bytes of some kilobytes or more that are needed for a moment, again and again. V8 goes over its whole heap
 * each time that some 50 MB were allocated beside it, which may cost more than all that the bytes were for.
 */
export class ScratchBuffers {
  readonly #mostKept: number;
  /** By size, a power of two. */
  readonly #free = new Map<number, ArrayBuffer[]>();
  #kept = 0;

  /** `mostKept`: bytes that wait to be used again. */
  constructor(mostKept: number) {
    this.#mostKept = mostKept;
  }

  /** With whatever stands in it. */
  borrow(bytes: number): Buffer {
    if (bytes < leastBytes || bytes > mostBytes) return Buffer.allocUnsafeSlow(bytes);
    const size = sizeFor(bytes);
    const known = this.#free.get(size)?.pop();
    if (known) this.#kept -= size;
    return Buffer.from(known ?? new ArrayBuffer(size), 0, bytes);
  }

  /** Nobody may look at the bytes any more, nor hold a part of them; what is not given back is collected as garbage. */
  release({ buffer }: Buffer): void {
    const size = buffer.byteLength;
    if (!(buffer instanceof ArrayBuffer) || size !== sizeFor(size) || this.#kept + size > this.#mostKept)
      return;
    const free = this.#free.get(size);
    if (free) free.push(buffer);
    else this.#free.set(size, [buffer]);
    this.#kept += size;
  }
}

function sizeFor(bytes: number): number {
  return Math.max(leastBytes, 2 ** Math.ceil(Math.log2(bytes)));
}
