import type { Command } from "#/cli/command.ts";
import { changeHiddenSet } from "#/features/hidden-keys/change-hidden-set.ts";
import { decideAdmission } from "#/features/hidden-keys/decide-admission.ts";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const hiddenGrant = admission(
  "grant",
  "granted",
  "Lets an account be scored on a dataset with hidden answers.",
);

export const hiddenRevoke = admission(
  "revoke",
  "revoked",
  "Takes back an account's admission to a dataset with hidden answers.",
);

export const hiddenMeter: Command = {
  name: "hidden meter",
  about: "Shows how many bits were told of a dataset's hidden answers at most, by account.",
  args: ["SLUG"],
  options: {},
  async run({ needed }) {
    const meter = await leakMeter(needed("SLUG"));
    const { dataset, keyBits, counted, approved, past, share, pauseShare, isPaused } = meter;
    const bits = (value: number) => value.toFixed(1);
    const key = keyBits === null ? "not metered (generated)" : `${bits(keyBits)} bits`;
    const lines = [
      `${dataset}: key ${key}; counted ${bits(counted)}, approved ${bits(approved)}, before the meter ${bits(past)}`,
      `${(share * 100).toFixed(1)} % of the key; pauses at ${(pauseShare * 100).toFixed(0)} %${isPaused ? "; paused" : ""}`,
      ...meter.accounts.map(
        (account) =>
          `  ${account.email ?? "(deleted)"}: ${account.answers} answers, counted ${bits(account.counted)}, approved ${bits(account.approved)}, before ${bits(account.past)}`,
      ),
    ];
    return { value: meter, text: `${lines.join("\n")}\n` };
  },
};

export const hiddenFiles: Command = {
  name: "hidden files",
  about: "Says whether files of answers are scored on a dataset with hidden answers: on or off.",
  args: ["SLUG", "STATE"],
  argChoices: { STATE: ["on", "off"] },
  options: {},
  async run({ needed }) {
    const [dataset, asked] = [needed("SLUG"), needed("STATE")];
    const takesFiles = asked === "on";
    await changeHiddenSet(await operatorUser(), { dataset, takesFiles });
    return { value: { dataset, takesFiles }, text: `${dataset}: files of answers are ${asked}\n` };
  },
};

function admission(verb: string, state: "granted" | "revoked", about: string): Command {
  return {
    name: `hidden ${verb}`,
    about,
    args: ["EMAIL", "SLUG"],
    options: {},
    async run({ needed }) {
      const [user, dataset] = [needed("EMAIL"), needed("SLUG")];
      await decideAdmission(await operatorUser(), { user, dataset, state });
      return { value: { user, dataset, state }, text: `${user}: ${state} on ${dataset}\n` };
    },
  };
}
