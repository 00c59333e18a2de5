import { type AssetVersion, assetIdSchema } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatScore, formatTime } from "../../output/format.ts";
import { formatFacts, formatTable, type TableColumn } from "../../output/table.ts";

const MOST = 200;

const columns: readonly TableColumn<AssetVersion>[] = [
  { title: "Version", value: (version) => `${version.version}${version.isCurrent ? " (counts)" : ""}` },
  { title: "Score", value: ({ styleScore }) => formatScore(styleScore.score), align: "right" },
  { title: "Review", value: ({ review }) => review },
  { title: "Note", value: ({ reviewNote }) => reviewNote ?? "", shrinks: true },
  { title: "Made", value: ({ createdAt }) => formatTime(createdAt) },
];

export const listVersions: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(assetIdSchema, args[0]);
  const { items } = await (await connect()).assets.versions(id, { limit: MOST });
  terminal.result(items, () => formatTable(terminal, columns, items));
};

export const restoreVersion: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(assetIdSchema, args[0]);
  const asset = await (await connect()).assets.restore(id, versionNumber(args[1]));
  terminal.result(asset, () => `Version ${asset.version} of ${asset.id} counts now.`);
};

export const compareVersions: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(assetIdSchema, args[0]);
  const compared = await (await connect()).assets.compare(id, versionNumber(args[1]), versionNumber(args[2]));
  const { from, to, scoreChange, partChanges, promptChanged, visualDifference, comparable } = compared;
  const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
  const parts = Object.entries(partChanges).map(([name, value]) => `${name} ${signed(value)}`);
  terminal.result(compared, () =>
    formatFacts(terminal, [
      [
        "Style score",
        `${formatScore(from.styleScore.score)} → ${formatScore(to.styleScore.score)} (${signed(scoreChange)})`,
      ],
      ["Parts", comparable ? parts.join(", ") : "scored by different encoders, so they do not compare"],
      ["Picture", `${(visualDifference * 100).toFixed(1)} % different`],
      ["Prompt", promptChanged ? `${from.prompt} → ${to.prompt}` : "the same"],
    ]),
  );
};

function versionNumber(text: string | undefined): number {
  const parsed = z.coerce.number().int().positive().safeParse(text);
  if (!parsed.success)
    throw wrongInput(`${JSON.stringify(text ?? "")} is no version; they are numbers from 1 on.`);
  return parsed.data;
}
