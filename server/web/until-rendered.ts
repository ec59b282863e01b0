import type { ServerResponse } from "node:http";

/**
 * Resolves when the whole answer has been written, though not yet read: a visitor who reads slowly gets it from memory
 * and holds up nobody's turn.
 */
export function untilRendered(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const write = response.write.bind(response) as (...part: unknown[]) => boolean;
    const end = response.end.bind(response) as (...part: unknown[]) => ServerResponse;
    response.write = (...part: unknown[]) => {
      write(...part);
      return true;
    };
    response.end = (...part: unknown[]) => {
      done();
      return end(...part);
    };
    response.once("close", done);
  });
}
