import type { ChatReply, ChatRequest, Endpoint, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import {
  convertPicture,
  type PictureForm,
  pictureSize,
} from "#/evaluation/endpoints/pictures/convert-picture.ts";
import {
  type PictureFault,
  pictureFault,
  takesNoPictures,
} from "#/evaluation/endpoints/pictures/picture-refusal.ts";
import {
  isAtLeast,
  type Measured,
  RefusedPictures,
} from "#/evaluation/endpoints/pictures/refused-pictures.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";

/** The first that is accepted is the largest of these; limits of servers lie at such round sizes. */
const edges = [8000, 6000, 4096, 3072, 2048, 1568, 1280, 1024, 768, 512];
const commonTypes = ["image/jpeg", "image/png"];

/** Of the budget that does not fit beside the picture; below so many tokens it is not the budget's fault. */
const affordablePart = 1 / 4;
const fewestTokens = 256;

/** Measured on a machine of 2020: what another form of a picture takes, in milliseconds for each pixel. */
const cpuMsOfPixel = 60e-6;

type Form = { images: readonly ImageInput[]; sent: readonly (SentPicture | null)[]; measured: Measured };
type Refused = { fault: PictureFault; what: Measured };

/**
 * Sends every picture as it is. One that the endpoint refuses goes again as PNG of the same pixels, then, where it
 * is too large, as JPEG and scaled down until it is accepted; what is refused is remembered. So does one that does not
 * fit into the model's context, after a smaller token budget. Rejects with the refusal of the original where nothing
 * is accepted.
 */
export class PictureFallback implements Endpoint {
  readonly #endpoint: Endpoint;
  readonly #spent: (cpuMs: number) => void;
  readonly #known = new RefusedPictures();
  /** The largest budget that fits beside a picture into the model's context; learned where a larger one did not. */
  #mostTokens = Number.POSITIVE_INFINITY;

  /** `spent` is told the processor time that other forms take, in milliseconds. */
  constructor(endpoint: Endpoint, spent: (cpuMs: number) => void = () => {}) {
    this.#endpoint = endpoint;
    this.#spent = spent;
  }

  async ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    if (request.images.length > 0 && !this.#known.isEmpty) return this.#askKnowing(request, signal);
    try {
      return await this.#askAsIs(request, signal);
    } catch (error) {
      if (!isRefusal(error) || isKept(request, error)) throw error;
      const whole = await originalForm(request.images).catch(() => null);
      if (whole === null) throw error;
      return this.#askOtherwise(request, signal, error, whole);
    }
  }

  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null> {
    return this.#endpoint.tokenIds(text, signal);
  }

  models(signal: AbortSignal): Promise<string[] | null> {
    return this.#endpoint.models(signal);
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  async #askAsIs(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    const reply = await this.#endpoint.ask(this.#affordable(request), signal);
    this.#known.accepted(request.images.map(({ mime }) => mime));
    return reply;
  }

  async #askKnowing(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    const whole = await originalForm(request.images).catch(() => null);
    if (whole === null) return this.#askAsIs(request, signal);
    if (this.#known.foresees(whole.measured)) return this.#askOtherwise(request, signal, null, whole);
    try {
      return await this.#askAsIs(request, signal);
    } catch (error) {
      if (!isRefusal(error) || isKept(request, error)) throw error;
      return this.#askOtherwise(request, signal, error, whole);
    }
  }

  /** `first`: the refusal of the original; null where it was foreseen and nothing was sent yet. */
  async #askOtherwise(
    request: ChatRequest,
    signal: AbortSignal,
    first: EndpointError | null,
    whole: Form,
  ): Promise<ChatReply> {
    if (first?.kind === "context") {
      const reply = await this.#askForLess(request, signal);
      if (reply !== null) return reply;
    }
    const refused: Refused[] = first ? [{ fault: pictureFault(first), what: whole.measured }] : [];
    for (const form of formsBelow(whole.measured)) {
      if (form.as === "scaled" && refused.some(isWholeTypeRefused)) break;
      this.#spent(whole.measured.pixels * request.images.length * cpuMsOfPixel);
      const made = await makeForm(request.images, form).catch(() => null);
      if (made === null) break;
      const { measured, sent } = made;
      if (sent.every((one) => one === null) || this.#isHopeless(measured, refused)) continue;
      signal.throwIfAborted();
      if (refused.length > 0) request.watch?.repeated(first?.kind === "context" ? "context" : "image");
      try {
        const reply = await this.#endpoint.ask({ ...this.#affordable(request), images: made.images }, signal);
        this.#known.learn(refused, measured);
        request.watch?.sent(sent);
        return reply;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refused.push({ fault: pictureFault(error), what: measured });
      }
    }
    if (first === null) return this.#askAsIs(request, signal);
    throw first;
  }

  /** A smaller budget leaves the picture as it is, so it comes first; null where that does not help. */
  async #askForLess(request: ChatRequest, signal: AbortSignal): Promise<ChatReply | null> {
    const maxTokens = Math.ceil(request.maxTokens * affordablePart);
    if (request.maxTokens < fewestTokens || maxTokens >= this.#mostTokens) return null;
    request.watch?.repeated("context");
    try {
      const reply = await this.#endpoint.ask({ ...request, maxTokens }, signal);
      this.#mostTokens = maxTokens;
      return reply;
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  }

  #affordable(request: ChatRequest): ChatRequest {
    return request.maxTokens > this.#mostTokens ? { ...request, maxTokens: this.#mostTokens } : request;
  }

  #isHopeless(measured: Measured, refused: readonly Refused[]): boolean {
    return this.#known.foresees(measured) || refused.some((refusal) => isAtLeast(measured, refusal));
  }
}

function isRefusal(error: unknown): error is EndpointError {
  if (!(error instanceof EndpointError)) return false;
  return error.kind === "context" || (error.kind === "image" && !takesNoPictures(error));
}

function isKept({ keepsPictures = false }: ChatRequest, { kind }: EndpointError): boolean {
  return kind === "context" && keepsPictures;
}

async function originalForm(images: readonly ImageInput[]): Promise<Form> {
  const sizes = await Promise.all(images.map(pictureSize));
  return { images, sent: images.map(() => null), measured: measure(images, sizes) };
}

function measure(
  images: readonly ImageInput[],
  sizes: readonly { width: number; height: number }[],
): Measured {
  return {
    mimes: [...new Set(images.map(({ mime }) => mime))],
    bytes: images.reduce((sum, { bytes }) => sum + bytes.length, 0),
    longest: Math.max(...sizes.map(({ width, height }) => Math.max(width, height))),
    pixels: Math.max(...sizes.map(({ width, height }) => width * height)),
  };
}

/** From the most faithful to the smallest. */
function formsBelow({ longest }: Measured): PictureForm[] {
  const smaller = edges.filter((edge) => edge < longest);
  return [{ as: "png" }, { as: "jpeg" }, ...smaller.map((edge): PictureForm => ({ as: "scaled", edge }))];
}

/** A smaller JPEG is a JPEG still. */
function isWholeTypeRefused({ fault, what }: Refused): boolean {
  return fault === "format" && what.mimes.includes("image/jpeg");
}

async function makeForm(images: readonly ImageInput[], form: PictureForm): Promise<Form> {
  const made = await Promise.all(
    images.map(async (image) => {
      const size = await pictureSize(image);
      const other = formOf(image, form, size);
      if (other === null) return { image, sent: null, ...size };
      const { image: converted, sent } = await convertPicture(image, other);
      return { image: converted, sent, width: sent.width, height: sent.height };
    }),
  );
  const pictures = made.map(({ image }) => image);
  return { images: pictures, sent: made.map(({ sent }) => sent), measured: measure(pictures, made) };
}

/** Null where the picture stays as it is; beside a large picture, a small one may still be of a strange type. */
function formOf(
  { mime }: ImageInput,
  form: PictureForm,
  { width, height }: { width: number; height: number },
): PictureForm | null {
  if (form.as === "png") return mime === "image/png" ? null : form;
  if (form.as === "jpeg") return mime === "image/jpeg" ? null : form;
  if (Math.max(width, height) > form.edge) return form;
  return commonTypes.includes(mime) ? null : { as: "png" };
}
