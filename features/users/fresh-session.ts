/** How long after a sign-in its session may do what would outlast it, such as setting an account's first password. */
export const freshMinutes = 10;

/** The sign-in page also for somebody who is signed in, and back. */
export const freshSignIn = "/sign-in?fresh=1&from=/account";

export function isFresh(beganAt: Date): boolean {
  return Date.now() - beganAt.getTime() < freshMinutes * 60_000;
}
