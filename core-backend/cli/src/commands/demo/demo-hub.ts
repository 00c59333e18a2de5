import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { type Client, createClient } from "@assetql/client";
import type { Session } from "../../session.ts";
import { openHub } from "../hub/open-hub.ts";

/** Runs `work` against a hub of its own, which is stopped afterwards; so is its data folder unless the user named one. */
export async function withDemoHub<Result>(
  session: Session,
  work: (client: Client, url: string) => Promise<Result>,
): Promise<Result> {
  const temporary = session.dataFolderGiven ? undefined : await mkdtemp(path.join(tmpdir(), "assetql-demo-"));
  try {
    const hub = await openHub({
      dataFolder: temporary ?? session.dataFolder,
      port: 0,
      // Drafts keep a core busy each; more at once would only wait for one another.
      concurrency: availableParallelism() + 1,
      verbose: false,
      terminal: session.terminal,
    });
    try {
      return await work(
        createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret, signal: session.signal }),
        hub.url,
      );
    } finally {
      await hub.stop();
    }
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}
