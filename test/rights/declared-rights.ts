/**
 * Who may: `anyone`; `guest`: who is not signed in; `user`: who is signed in; `viewer`: owner and administrators, and
 * everybody once it is published; `published`: everybody, once it is published; `owner`: owner and administrators; `admin`: administrators.
 */
export type Access = "anyone" | "guest" | "user" | "viewer" | "published" | "owner" | "admin";

/** `ok` is the status for who may; the body with which the walk asks is in the walk. */
export type Right = { access: Access; ok?: number };

const submission = "/api/v1/submissions/[id]";
const run = `${submission}/runs/[dataset]`;

/** One policy for every door of the web. A door that is not listed fails the tests. */
export const declaredRights: Record<string, Right> = {
  "page /": { access: "anyone" },
  "page /[...rest]": { access: "anyone", ok: 404 },
  "page /account": { access: "user" },
  "page /admin": { access: "admin" },
  "page /compare": { access: "anyone" },
  "page /datasets": { access: "anyone" },
  "page /datasets/[slug]": { access: "anyone" },
  "page /datasets/[slug]/items/[key]": { access: "anyone" },
  "page /datasets/[slug]/matrix": { access: "anyone" },
  "page /docs/api": { access: "anyone" },
  "page /leaderboard/[task]": { access: "anyone" },
  "page /methodology": { access: "anyone" },
  "page /models/[slug]": { access: "published" },
  "page /models/[slug]/scatter": { access: "viewer" },
  "page /sign-in": { access: "guest" },
  "page /sign-up": { access: "guest" },
  "page /submissions": { access: "user" },
  "page /submissions/[id]": { access: "viewer" },
  "page /submit": { access: "user" },
  "page /submit/predictions": { access: "user" },
  "GET /api/[...rest]": { access: "anyone", ok: 404 },
  "POST /api/[...rest]": { access: "anyone", ok: 404 },
  "PUT /api/[...rest]": { access: "anyone", ok: 404 },
  "PATCH /api/[...rest]": { access: "anyone", ok: 404 },
  "DELETE /api/[...rest]": { access: "anyone", ok: 404 },
  "GET /api/health": { access: "anyone" },
  "GET /api/metrics": { access: "admin" },
  "GET /api/ready": { access: "anyone" },
  "GET /api/v1/datasets": { access: "anyone" },
  "GET /api/v1/images/[hash]": { access: "anyone" },
  "GET /api/v1/leaderboards/[task]": { access: "anyone" },
  "GET /api/v1/models/[slug]": { access: "published" },
  "GET /api/v1/openapi.json": { access: "anyone" },
  "POST /api/v1/predictions": { access: "user", ok: 201 },
  "GET /api/v1/receipts/key": { access: "anyone" },
  "GET /api/v1/submissions": { access: "user" },
  "POST /api/v1/submissions": { access: "user", ok: 201 },
  "POST /api/v1/submissions/dry-run": { access: "user", ok: 400 },
  "POST /api/v1/submissions/probe": { access: "user", ok: 400 },
  [`GET ${submission}`]: { access: "viewer" },
  [`GET ${submission}/events`]: { access: "viewer" },
  [`POST ${submission}/cancel`]: { access: "owner", ok: 409 },
  [`POST ${submission}/publish`]: { access: "owner" },
  [`POST ${submission}/retry`]: { access: "owner", ok: 409 },
  [`POST ${submission}/unpublish`]: { access: "owner" },
  [`GET ${run}/items.csv`]: { access: "viewer" },
  [`GET ${run}/items.jsonl`]: { access: "viewer" },
  [`GET ${run}/receipt`]: { access: "viewer" },
  "GET /leaderboard/[task]/card.png": { access: "anyone" },
  "GET /models/[slug]/card.png": { access: "published" },
  "GET /models/[slug]/badge.svg": { access: "published" },
  "POST /locale": { access: "anyone", ok: 303 },
  // The library's own: it checks a token of its own on every change; app/api/auth has tests of who may what.
  "GET /api/auth/[...nextauth]": { access: "anyone" },
  "POST /api/auth/[...nextauth]": { access: "anyone" },
  "action features/judging/actions.ts#rejudgeAction": { access: "admin" },
  "action features/admin/actions.ts#answersAction": { access: "admin" },
  "action features/admin/actions.ts#drainAction": { access: "admin" },
  "action features/admin/actions.ts#judgeAction": { access: "admin" },
  "action features/admin/actions.ts#quotaAction": { access: "admin" },
  "action features/admin/actions.ts#resetJudgeAction": { access: "admin" },
  "action features/admin/actions.ts#resumeAction": { access: "admin" },
  "action features/admin/actions.ts#retryRunAction": { access: "admin" },
  "action features/submissions/actions.ts#submitAction": { access: "user" },
  "action features/submissions/actions.ts#dryRunAction": { access: "user" },
  "action features/submissions/actions.ts#probeAction": { access: "user" },
  "action features/submissions/actions.ts#retryAction": { access: "owner" },
  "action features/submissions/actions.ts#cancelAction": { access: "owner" },
  "action features/submissions/actions.ts#publishAction": { access: "owner" },
  "action features/submissions/actions.ts#unpublishAction": { access: "owner" },
  "action features/tokens/actions.ts#createTokenAction": { access: "user" },
  "action features/tokens/actions.ts#revokeTokenAction": { access: "user" },
  "action features/users/actions.ts#signInAction": { access: "anyone" },
  "action features/users/actions.ts#signUpAction": { access: "anyone" },
  "action features/users/actions.ts#signOutAction": { access: "anyone" },
  "action features/users/actions.ts#changePasswordAction": { access: "user" },
};

/** What is on disk without a policy, and policies of what is no more. */
export function rightsProblems(doors: readonly string[], rights = declaredRights): string[] {
  return [
    ...doors.filter((door) => !(door in rights)).map((door) => `${door} has no policy in declared-rights.ts`),
    ...Object.keys(rights)
      .filter((door) => !doors.includes(door))
      .map((door) => `${door} has a policy but is not there`),
  ];
}
