/** The cookies of a browser that signed in with a password. */
export async function signIn(address: string, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, address), {
      ...init,
      redirect: "manual",
      headers: { cookie: cookie() },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password, json: "true" });
  await ask("/api/auth/callback/credentials", { method: "POST", body });
  if (![...jar.keys()].some((name) => name.includes("session-token")))
    throw new Error(`${email} could not sign in. Give the password that npm run demo printed.`);
  return cookie();
}
