import { stat } from "node:fs/promises";
import { wrongInput } from "./errors.ts";
import type { Session } from "./session.ts";

/** Throws a usage error when `--out` names a folder, or a file that is there already and was not given up with `--force`. */
export async function assertOutFree(
  session: Pick<Session, "resolve">,
  { out, force }: { readonly out: string; readonly force: boolean },
): Promise<void> {
  const absolute = session.resolve(out);
  const found = await stat(absolute).catch(() => undefined);
  if (found === undefined) return;
  if (found.isDirectory()) throw wrongInput(`${absolute} is a folder; --out takes the name of a file.`);
  if (!force)
    throw wrongInput(`${absolute} exists already. Choose another --out, or overwrite it with --force.`);
}
