import { apiRoute } from "#/app/api/_http/api-route.ts";
import { pacedStream } from "#/app/api/_http/paced-stream.ts";
import { imageOfAnItem } from "#/features/images/queries.ts";
import { streamBlob } from "#/lib/blobs/blob-store.ts";
import { AppError } from "#/lib/errors.ts";

export const GET = apiRoute<{ hash: string }>(
  async ({ request, params: { hash } }) => {
    const image = /^[0-9a-f]{64}$/.test(hash) ? await imageOfAnItem(hash) : null;
    if (!image)
      throw new AppError("not-found", `No dataset has an image with the hash ${hash.slice(0, 64)}.`);
    const headers = {
      "Content-Type": image.mime,
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      ETag: `"${hash}"`,
    };
    if (request.headers.get("if-none-match") === headers.ETag)
      return new Response(null, { status: 304, headers });
    const body = pacedStream(await streamBlob(hash), () => {});
    return new Response(body, { headers: { ...headers, "Content-Length": String(image.bytes) } });
  },
  { unlimited: true },
);
