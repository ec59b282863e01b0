"use server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { changePassword } from "#/features/users/change-password.ts";
import { checkCredentials, type SignedInUser } from "#/features/users/check-credentials.ts";
import { endSessionOfToken } from "#/features/users/end-session.ts";
import { currentSession, requireUser } from "#/features/users/loaders.ts";
import { localPath } from "#/features/users/local-path.ts";
import { sessionCookieName, sessionSeconds } from "#/features/users/session-token.ts";
import { setDisplayName } from "#/features/users/set-display-name.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const { email, password } = credentials(form);
  try {
    await enter(await checkCredentials({ email, password }, await callerAddress()));
  } catch (error) {
    return formRefusal(error, { email });
  }
  redirect(localPath(form.get("from")));
}

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  const { email, password } = credentials(form);
  try {
    await enter(await signUp({ email, password }, await callerAddress()));
  } catch (error) {
    return formRefusal(error, { email });
  }
  redirect(localPath(form.get("from"), "/submit"));
}

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser("/account");
  const session = await currentSession();
  try {
    const input = {
      current: String(form.get("current") ?? ""),
      password: String(form.get("password") ?? ""),
    };
    await enter(await changePassword(user, input, session?.beganAt ?? new Date(0)));
  } catch (error) {
    return formRefusal(error, {});
  }
  return { values: {}, saved: true };
}

export async function displayNameAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser("/account");
  const name = String(form.get("name") ?? "");
  try {
    await setDisplayName(user, name);
  } catch (error) {
    return formRefusal(error, { name });
  }
  return { values: { name }, saved: true };
}

export async function signOutAction(): Promise<void> {
  const jar = await cookies();
  await endSessionOfToken(jar.get(sessionCookieName())?.value);
  jar.delete(sessionCookieName());
  redirect("/");
}

/** The session that this browser had before ends: nobody could sign out of it any more. */
async function enter(user: SignedInUser): Promise<void> {
  const name = sessionCookieName();
  const jar = await cookies();
  await endSessionOfToken(jar.get(name)?.value);
  jar.set(name, await newSessionToken(user), {
    httpOnly: true,
    sameSite: "lax",
    secure: name.startsWith("__Secure-"),
    path: "/",
    maxAge: sessionSeconds,
  });
}

async function callerAddress(): Promise<string> {
  return (await headers()).get("x-forwarded-for") ?? "unknown";
}

function credentials(form: FormData): { email: string; password: string } {
  return { email: String(form.get("email") ?? ""), password: String(form.get("password") ?? "") };
}
