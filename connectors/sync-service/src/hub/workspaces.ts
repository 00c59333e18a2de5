import { ApiProblemError, type Client, createClient } from "@assetql/client";
import type { WorkspaceId } from "@assetql/contract";
import { correlatedFetch } from "../log/correlation.ts";
import type { Log } from "../log/service-log.ts";
import { pause } from "./pause.ts";

/** A workspace that this service works for, with a client of its key. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly client: Client;
  /** The key as it is now. */
  readonly apiKey: () => string;
  /** The key is the operator's: it takes work of every workspace. */
  readonly isOperator: boolean;
}

interface ConnectOptions {
  readonly hubUrl: string;
  readonly apiKeys: readonly (() => string)[];
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Milliseconds before the second try; it doubles up to 15 s. */
  readonly firstPauseMs?: number;
}

const MAX_PAUSE_MS = 15_000;

/**
 * The workspaces of the keys, once the hub answers. A hub that is down or does not know a key yet is asked again,
 * with growing pauses, until `signal` ends it: then it throws the signal's reason.
 */
export async function connectWorkspaces(options: ConnectOptions): Promise<readonly Workspace[]> {
  const { log, signal, firstPauseMs = 250 } = options;
  let said = "";
  for (let wait = firstPauseMs; ; wait = Math.min(wait * 2, MAX_PAUSE_MS)) {
    try {
      return await Promise.all(options.apiKeys.map((apiKey) => connect(options, apiKey)));
    } catch (error) {
      signal.throwIfAborted();
      const words = wordsFor(error, options.hubUrl);
      // Each state of affairs is told once, not at every try.
      if (words !== said)
        log(error instanceof ApiProblemError ? "error" : "warn", words, { hub: options.hubUrl });
      said = words;
      await pause(wait, signal);
    }
  }
}

async function connect({ hubUrl, signal }: ConnectOptions, apiKey: () => string): Promise<Workspace> {
  const client = createClient({ baseUrl: hubUrl, apiKey, fetch: correlatedFetch, signal });
  const { workspaces, operator } = await client.call("getMe", {}, { signal });
  const [workspace] = workspaces;
  if (workspace === undefined) throw new Error("This key belongs to no workspace.");
  if (workspace.role !== "admin") {
    throw new Error(
      `The sync service needs an admin's key of ${workspace.id}; this is a ${workspace.role}'s.`,
    );
  }
  return { id: workspace.id, client, apiKey, isOperator: operator };
}

function wordsFor(error: unknown, hubUrl: string): string {
  if (error instanceof ApiProblemError) return `The hub refuses the service's key: ${error.problem.detail}`;
  return error instanceof Error ? error.message : `${hubUrl} does not answer`;
}
