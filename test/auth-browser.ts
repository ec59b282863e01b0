// Before all else of Next: gives its modules AsyncLocalStorage, as its server does.
import "next/dist/server/node-environment-baseline.js";

import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store.js";
import { NextRequest } from "next/server.js";
import { GET, POST } from "#/app/api/auth/[...nextauth]/route.ts";
import { env } from "#/lib/env.ts";

/** A browser's cookies in front of the route of next-auth, inside the request that Next would give it. */
export class AuthBrowser {
  readonly cookies = new Map<string, string>();

  /** From the button on the sign-in page to where the browser ends up, which is a page of the board. */
  async signIn(provider: string): Promise<URL> {
    const atProvider = await this.begin(provider);
    const sentBack = await fetch(atProvider, { redirect: "manual" });
    const callback = sentBack.headers.get("location");
    if (!callback) throw new Error(`The provider answered ${sentBack.status}: ${await sentBack.text()}`);
    return this.follow(callback);
  }

  async begin(provider: string): Promise<string> {
    const { csrfToken } = await (await this.ask("/api/auth/csrf")).json();
    const form = { csrfToken, callbackUrl: `${env().NEXTAUTH_URL}/submit`, json: "true" };
    const { url } = await (await this.ask(`/api/auth/signin/${provider}`, form)).json();
    return url;
  }

  async follow(address: string): Promise<URL> {
    let url = new URL(address, env().NEXTAUTH_URL);
    while (url.pathname.startsWith("/api/auth/")) {
      const { headers } = await this.ask(url.pathname + url.search);
      url = new URL(headers.get("location") ?? "", url);
    }
    return url;
  }

  async ask(
    path: string,
    form?: Record<string, string>,
    others: Record<string, string> = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new NextRequest(new URL(path, env().NEXTAUTH_URL), {
      headers: { cookie, ...(form && { origin: env().NEXTAUTH_URL }), ...others },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    const nextauth = request.nextUrl.pathname.replace("/api/auth/", "").split("/");
    const response = await inRequest(request, () =>
      (form ? POST : GET)(request, { params: Promise.resolve({ nextauth }) }),
    );
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function inRequest<T>(request: NextRequest, work: () => Promise<T>): Promise<T> {
  const store = createRequestStoreForAPI(
    request,
    request.nextUrl,
    undefined as never,
    undefined,
    undefined as never,
    undefined,
  );
  return workAsyncStorage.run({ route: "/api/auth/[...nextauth]" } as never, () =>
    workUnitAsyncStorage.run(store, work),
  );
}
