import type { Target } from "@assetql/contract";
import { formatTime } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { syncFacts } from "./format-sync.ts";

const tones: Readonly<Record<Target["health"]["status"], Tone | undefined>> = {
  ok: "good",
  failing: "bad",
  unknown: undefined,
};
export const healthTone = ({ health }: Target): Tone | undefined => tones[health.status];

/** A target with its settings, one fact a line; of its credentials only whether there are any. */
export function formatTarget(terminal: Pick<Terminal, "paint">, target: Target): string {
  const { mapping, policies, health } = target;
  return formatFacts(terminal, [
    ["Target", target.id],
    ["Name", target.name],
    ["Connector", target.connector],
    ...Object.entries(target.config).map(([name, value]) => [name, textOf(value)] as const),
    ["Credentials", target.hasCredentials ? "sealed" : "none"],
    ["Conflicts", policies.conflict],
    ["Deletions", policies.deletion],
    ...pairs("Rows", mapping.rows),
    ...pairs("Publishes", mapping.publish),
    ...syncFacts(target),
    [
      "Health",
      health.checkedAt === null ? "never checked" : `${health.status}, ${formatTime(health.checkedAt)}`,
    ],
    ...(health.checkedAt === null ? [] : [["", health.detail] as const]),
    ...Object.entries(health.facts).map(([name, value]) => ["", `${name}: ${value}`] as const),
  ]);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const pairs = (
  title: string,
  mapped: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] =>
  Object.entries(mapped).map(([name, from], index) => [
    index === 0 ? title : "",
    from === "" ? `${name} is left alone` : `${name} from ${from}`,
  ]);
