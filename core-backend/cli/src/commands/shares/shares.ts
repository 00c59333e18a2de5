import { assetIdSchema, exportIdSchema, type Share, shareIdSchema } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { numeric } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";

const DAY_SECONDS = 24 * 3600;

export const createShareOptions = z.object({ days: numeric(z.number().gt(0).max(365).default(7)) });

export const createShare: CommandAction<z.output<typeof createShareOptions>> = async (
  { terminal, connect },
  { args: [id = ""], options: { days } },
) => {
  const client = await connect();
  const expiresInSeconds = Math.max(60, Math.round(days * DAY_SECONDS));
  const share = await client.shares.create({ ...targetOf(id), expiresInSeconds });
  terminal.result(
    share,
    () => `${share.url}\n${terminal.paint("dim", `works until ${formatTime(share.expiresAt)}`)}`,
  );
};

function targetOf(id: string) {
  const asset = assetIdSchema.safeParse(id);
  if (asset.success) return { assetId: asset.data };
  const job = exportIdSchema.safeParse(id);
  if (job.success) return { exportId: job.data };
  throw wrongInput(`${JSON.stringify(id)} is the id of neither an asset (ast_…) nor an export (exp_…).`);
}

const stateOf = ({ revokedAt, expiresAt }: Share): string => {
  if (revokedAt !== null) return "revoked";
  return expiresAt <= Date.now() ? "expired" : `until ${formatTime(expiresAt)}`;
};

const columns: readonly TableColumn<Share>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Shows", value: ({ assetId, exportId }) => assetId ?? exportId ?? "" },
  { title: "Works", value: stateOf },
  { title: "Link", value: ({ url }) => url },
];

export const listShares: CommandAction<{ limit: number }> = async (
  { terminal, connect },
  { options: { limit } },
) => {
  const shares = await take((await connect()).shares.listAll(), limit);
  terminal.result(shares, () =>
    shares.length === 0 ? "There is no link." : formatTable(terminal, columns, shares),
  );
};

export const revokeShare: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(shareIdSchema, args[0]);
  await (await connect()).shares.revoke(id);
  terminal.result({ id, revoked: true }, () => `Revoked ${id}.`);
};
