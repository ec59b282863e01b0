import { apiRoute } from "#/app/api/_http/api-route.ts";
import { databaseAnswers } from "#/features/metrics/queries.ts";
import { AppError } from "#/lib/errors.ts";
import { log } from "#/lib/log.ts";

export const dynamic = "force-dynamic";

/** The process can serve: the database answers with the tables it should have. */
export const GET = apiRoute(
  async () => {
    await databaseAnswers().catch((error) => {
      log().warn({ err: error }, "the database does not answer");
      throw new AppError("unavailable", "The database does not answer. Try again in a moment.");
    });
    return Response.json({ status: "ready" });
  },
  { unlimited: true },
);
