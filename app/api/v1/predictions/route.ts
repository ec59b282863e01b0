import { apiRoute } from "#/app/api/_http/api-route.ts";
import { setQuotaHeaders } from "#/app/api/_http/quota-headers.ts";
import { withFile } from "#/app/api/_http/read-file.ts";
import { checkPredictions, submitPredictions } from "#/features/predictions/submit-predictions.ts";

export const POST = apiRoute(({ request, url, actor }) =>
  withFile(request, url, async (file) => {
    const given = (name: string) => url.searchParams.get(name) || undefined;
    const input = {
      dataset: given("dataset") ?? "",
      model: given("model"),
      words: given("words"),
      filter: given("filter"),
    };
    if (isOn(url.searchParams.get("dry-run"))) {
      return Response.json(await checkPredictions(actor, input, file));
    }
    const { submission } = await submitPredictions(actor, input, file);
    const response = Response.json(submission, { status: 201, headers: { Location: submission.url } });
    return setQuotaHeaders(response, actor);
  }),
);

function isOn(value: string | null): boolean {
  return value !== null && !["0", "false", "no"].includes(value.toLowerCase());
}
