import { table } from "#/bench/faults/outcome-table.ts";
import { itemsRatio, type Measured, probes, problems } from "#/bench/strangers/verdict.ts";

const heads = [
  "kind",
  "attack",
  "machine",
  "health",
  "page",
  "API call",
  "others' items",
  "web",
  "worker",
  "told",
  "",
];

/** A line for each attack: what others waited at most, and how many times what they wait without it. */
export function verdictTable(all: Measured[]): string {
  const rows = all.map((measured) => [
    measured.attack.kind,
    measured.attack.name,
    `${measured.summary.machine.toFixed(2)} s`,
    ...probes.map((probe) => waited(measured, probe)),
    `${itemsRatio(measured).toFixed(2)} ×`,
    `+${Math.max(0, measured.summary.webMb - measured.idle.webMb).toFixed(0)} MB`,
    `+${Math.max(0, measured.summary.workerMb - measured.idle.workerMb).toFixed(0)} MB`,
    toldText(measured),
    problems(measured).length === 0 ? "holds" : "FAILS",
  ]);
  const bounds = [
    "",
    "bound",
    "",
    "≤ 1 s",
    "≤ 1 s",
    "≤ 1 s",
    "≥ 0.7 ×",
    "≤ +200 MB",
    "",
    "no 500, ≤ 16 kB",
    "",
  ];
  return table([heads, heads.map(() => "---"), bounds, ...rows]);
}

/** One line while the bench is going on, with what does not hold below it. */
export function verdictLine(measured: Measured): string {
  const { attack, seconds, summary, told } = measured;
  const waits = probes.map((probe) => `${probe} ${waited(measured, probe)}`).join(", ");
  const first = told.firstRefusal ? `\n    told: ${told.firstRefusal}` : "";
  const line = `${attack.name} (${attack.kind}, ${seconds.toFixed(1)} s): machine ${summary.machine.toFixed(2)} s, ${waits}, items ${itemsRatio(measured).toFixed(2)} ×, ${toldText(measured)}${first}`;
  return [line, ...problems(measured)].join("\n  ✗ ");
}

function waited({ summary, idle }: Measured, probe: (typeof probes)[number]): string {
  const seconds = summary.longest[probe];
  return `${seconds.toFixed(2)} s (${(seconds / idle.longest[probe]).toFixed(1)} ×)`;
}

function toldText({ told }: Measured): string {
  const statuses = Object.entries(told.statuses).map(
    ([status, times]) => `${status === "0" ? "cut off" : status} × ${times}`,
  );
  const size = told.largestRefusalBytes > 0 ? `, ≤ ${told.largestRefusalBytes} B` : "";
  return `${statuses.join(", ") || "nothing"}${size}`;
}
