import NextAuth from "next-auth";
import { authOptions } from "#/features/users/auth-options.ts";
import { env, provideEnv } from "#/lib/env.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: Context): Promise<Response> {
  // next-auth reads its own address from the environment only.
  provideEnv({ NEXTAUTH_URL: env().NEXTAUTH_URL });
  return NextAuth(authOptions())(request, context);
}

export { handler as GET, handler as POST };
