import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { apiRoute } from "#/app/api/_http/api-route.ts";
import { readBytes } from "#/app/api/_http/read-json.ts";
import { refuseForeignOrigin } from "#/app/api/_http/request-actor.ts";
import { authOptions } from "#/features/users/auth-options.ts";
import { endSessionOfToken } from "#/features/users/end-session.ts";
import { localPath } from "#/features/users/local-path.ts";
import { sessionCookieName } from "#/features/users/session-token.ts";
import { env } from "#/lib/env.ts";

const maxFormBytes = 16 * 1024;

type Params = { nextauth: string[] };

/** next-auth behind the door of the API: its headers, limits, words for failures, and origins that may change something. */
const handler = apiRoute<Params>(async ({ request, url, params }) => {
  // It asks for a token of its own too, but a site beside ours could plant a pair of them.
  if (request.method !== "GET" && request.headers.has("origin")) refuseForeignOrigin(request.headers);
  const site = env().NEXTAUTH_URL;
  const callbackUrl = url.searchParams.get("callbackUrl");
  if (callbackUrl !== null) url.searchParams.set("callbackUrl", localPath(callbackUrl, "/", site));
  const [action, said = ""] = params.nextauth;
  // It puts the name of an error into a header as it is.
  const error = url.searchParams.get("error") ?? said;
  if (action === "error" && !/^\w{1,40}$/.test(error)) url.searchParams.set("error", "Callback");
  const { method, headers } = request;
  const body = method === "POST" ? Buffer.from(await readBytes(request, maxFormBytes)) : null;
  const asked = new NextRequest(url, { method, headers, body });
  const answer = await answerTo(asked, params);
  if (!answer || answer.status >= 500) return unreadable(site);
  const before = asked.cookies.get(sessionCookieName())?.value;
  if (action === "callback" && setsSession(answer)) await endSessionOfToken(before);
  return answer;
});

export { handler as GET, handler as POST };

/** Null for a body that is not what it says. */
async function answerTo(request: NextRequest, params: Params): Promise<Response | null> {
  try {
    return await NextAuth(authOptions(params.nextauth[0]))(request, { params });
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function setsSession(answer: Response): boolean {
  return answer.headers.getSetCookie().some((line) => line.startsWith(`${sessionCookieName()}=ey`));
}

/**
 * next-auth calls it a fault of the server when a browser sends what it cannot read. Where that is its cookie with an
 * address, it would be so for as long as the browser keeps it.
 */
function unreadable(site: string): Response {
  const secure = site.startsWith("https://");
  const cookie = `${secure ? "__Secure-" : ""}next-auth.callback-url=; Path=/; Max-Age=0${secure ? "; Secure" : ""}`;
  const message = "This is nothing that signing in can answer. Begin again at /sign-in.";
  const headers = { "Set-Cookie": cookie };
  return Response.json({ error: { code: "bad-input", message } }, { status: 400, headers });
}
