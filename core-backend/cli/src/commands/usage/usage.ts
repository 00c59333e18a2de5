import { type MonthlyUsage, monthSchema, type Quota, type Usage } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { stackedBar } from "../../output/charts.ts";
import { formatUsd } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import type { Session } from "../../session.ts";

export const usageOptions = z.object({ from: monthSchema.optional(), to: monthSchema.optional() });

const BAR = 40;

const number = (value: number): string => value.toLocaleString("en-US");

const columns: readonly TableColumn<MonthlyUsage>[] = [
  { title: "Month", value: ({ month }) => month },
  { title: "Batches", value: ({ batches }) => number(batches), align: "right" },
  { title: "Assets", value: ({ assets }) => number(assets), align: "right" },
  { title: "Completed", value: ({ completed }) => number(completed), align: "right" },
  { title: "Failed", value: ({ failed }) => number(failed), align: "right" },
  { title: "Tries", value: ({ tries }) => number(tries), align: "right" },
  { title: "Cost", value: ({ costUsd }) => formatUsd(costUsd), align: "right" },
];

export async function showUsage(
  { terminal, connect }: Session,
  { options }: CommandInput<z.output<typeof usageOptions>>,
): Promise<void> {
  const client = await connect();
  const usage = await client.usage.get(options);
  terminal.result(usage, () => formatUsage(terminal, usage));
}

export function formatUsage(terminal: Pick<Terminal, "columns" | "paint">, { quota, months }: Usage): string {
  const table =
    months.length === 0 ? "No batch was submitted in these months." : formatTable(terminal, columns, months);
  return [...quotaLines(terminal, quota), "", table].join("\n");
}

function quotaLines(terminal: Pick<Terminal, "paint">, quota: Quota): readonly string[] {
  const { plan, limit, used, remaining, resetsAt } = quota;
  const title = terminal.paint("strong", `Plan ${plan}`);
  const day = new Date(resetsAt).toISOString().slice(0, 10);
  if (limit === null || remaining === null) {
    return [
      `${title}: no limit; ${number(used)} ${used === 1 ? "asset" : "assets"} made or reserved this month`,
    ];
  }
  const bar = stackedBar(
    terminal,
    [
      { value: Math.min(used, limit), tone: toneOf(used / limit) },
      { value: remaining, tone: "dim" },
    ],
    BAR,
  );
  return [
    `${title}: ${number(used)} of ${number(limit)} assets made or reserved this month, ${number(remaining)} left; anew on ${day} (UTC)`,
    bar,
  ];
}

function toneOf(share: number): Tone {
  if (share >= 1) return "bad";
  return share >= 0.8 ? "fair" : "good";
}
