import { Unzip, UnzipInflate } from "fflate";
import { AppError } from "#/lib/errors.ts";

const inputStep = 8192;

type Wanted = (path: string) => boolean;

class PartCollector {
  readonly parts = new Map<string, Buffer[]>();
  readonly #unzip: Unzip;
  #bytes = 0;

  constructor(wanted: Wanted, most: number, name: string) {
    this.#unzip = new Unzip((file) => {
      if (!wanted(file.name)) return;
      if (this.parts.has(file.name)) {
        throw new AppError("bad-input", `${name} holds ${file.name} twice. Save it again as XLSX.`);
      }
      const chunks: Buffer[] = [];
      this.parts.set(file.name, chunks);
      file.ondata = (error, data) => {
        if (error) throw error;
        this.#bytes += data.length;
        if (this.#bytes > most) {
          const limit = Math.round(most / 2 ** 20);
          throw new AppError("too-large", `${name}, unzipped, is larger than ${limit} MiB. Send it as CSV.`);
        }
        chunks.push(Buffer.from(data));
      };
      file.start();
    });
    this.#unzip.register(UnzipInflate);
  }

  push(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += inputStep) {
      this.#unzip.push(chunk.subarray(start, start + inputStep));
    }
  }

  end(): void {
    this.#unzip.push(new Uint8Array(0), true);
  }
}

/**
 * The wanted parts of a zip archive, inflated as the bytes arrive and in small steps, so that a bomb is met at
 * the cap (AppError "too-large") and never unpacked. AppError "bad-input" for a broken archive.
 */
export async function unzipParts(
  chunks: AsyncIterable<Buffer>,
  wanted: Wanted,
  most: number,
  name: string,
): Promise<Map<string, Buffer>> {
  const collector = new PartCollector(wanted, most, name);
  try {
    for await (const chunk of chunks) collector.push(chunk);
    collector.end();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("bad-input", `${name} is a damaged XLSX file. Save it again.`, { cause: error });
  }
  return new Map([...collector.parts].map(([path, pieces]) => [path, Buffer.concat(pieces)]));
}
