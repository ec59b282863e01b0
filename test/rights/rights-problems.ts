import { declaredRights } from "#/app/declared-rights.ts";

/** What is on disk without a policy, and policies of what is no more. */
export function rightsProblems(doors: readonly string[], rights = declaredRights): string[] {
  return [
    ...doors.filter((door) => !(door in rights)).map((door) => `${door} has no policy in declared-rights.ts`),
    ...Object.keys(rights)
      .filter((door) => !doors.includes(door))
      .map((door) => `${door} has a policy but is not there`),
  ];
}
