import { apiRoute } from "#/app/api/_http/api-route.ts";
import { AppError } from "#/lib/errors.ts";

const unknown = apiRoute(({ url }) => {
  throw new AppError("not-found", `The API has no ${url.pathname}. See /docs/api for what it has.`);
});

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
