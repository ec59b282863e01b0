const patienceMs = 60_000;

/**
 * Hands on what the reader takes, piece by piece. A reader who takes nothing for a minute is cut off, so that nobody
 * holds on to a file for ever by reading slowly or not at all; `ended` is called once, however it ends.
 */
export function pacedStream(
  source: AsyncIterable<Uint8Array> & { destroy?: () => unknown },
  ended: () => void,
  stallMs = patienceMs,
): ReadableStream<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = () => {
    clearTimeout(timer);
    if (isOver) return;
    isOver = true;
    // One from which nothing was ever read ends by this alone.
    source.destroy?.();
    ended();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(stream) {
        wait(stream);
      },
      async pull(stream) {
        clearTimeout(timer);
        try {
          const { value, done } = await pieces.next();
          if (!done) {
            stream.enqueue(value);
            return wait(stream);
          }
          stream.close();
          end();
        } catch (error) {
          end();
          throw error;
        }
      },
      async cancel() {
        end();
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );

  function wait(stream: ReadableStreamDefaultController<Uint8Array>): void {
    timer = setTimeout(() => {
      end();
      stream.error(new Error("The reader took nothing for too long."));
      void pieces.return?.();
    }, stallMs).unref();
  }
}
