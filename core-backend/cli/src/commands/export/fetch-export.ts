import type { Client } from "@assetql/client";
import type { Export, ExportId } from "@assetql/contract";
import { download } from "../../download.ts";
import { failed } from "../../errors.ts";
import { plural } from "../../output/format.ts";
import type { Session } from "../../session.ts";

/** Waits for an export and downloads its package. A failed export is a failure. */
export async function fetchExport(
  { resolve, signal, terminal }: Pick<Session, "resolve" | "signal" | "terminal">,
  { client, id, file }: { client: Client; id: ExportId; file: string },
): Promise<{ finished: Export; bytes: number }> {
  const finished = await client.exports.wait(id, { signal });
  if (finished.status === "failed" || finished.downloadUrl === null) {
    throw failed(
      `The export ${id} failed: ${finished.error ?? "the hub gave no address to download it from."}`,
    );
  }
  if (finished.skippedAssets > 0) {
    terminal.note(
      `${plural(finished.skippedAssets, "image")} could not be read and is not in it; its manifest names them.`,
    );
  }
  return { finished, bytes: await download(finished.downloadUrl, resolve(file), signal) };
}
