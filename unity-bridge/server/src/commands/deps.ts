import { createHash } from "node:crypto";
import type { Client } from "@assetql/client";
import { hubProblem, type ProjectLink, type Pulse } from "../hub/index.ts";
import type { CommandContext, EditorSession } from "../session/editor-session.ts";
import type { Packages } from "./packages.ts";
import type { Regenerations } from "./regenerations.ts";

/** What the commands work with. */
export interface CommandDeps {
  readonly client: Client;
  readonly hubUrl: string;
  readonly pulse: Pick<Pulse, "suspect">;
  linkOf(session: EditorSession): ProjectLink;
  readonly packages: Packages;
  readonly regenerations: Regenerations;
}

/** A handler whose failures at the hub are told as problems. */
export function answering<Params, Result>(
  { pulse }: Pick<CommandDeps, "pulse">,
  handle: (params: Params, context: CommandContext) => Promise<Result>,
): (params: Params, context: CommandContext) => Promise<Result> {
  return async (params, context) => {
    try {
      return await handle(params, context);
    } catch (error) {
      pulse.suspect(error);
      throw hubProblem(error) ?? error;
    }
  };
}

/** Of a call to the hub that creates something: the same request makes it once, whatever characters its id has. */
export function creating({ requestId, session, signal }: CommandContext) {
  const digest = createHash("sha256").update(`${session.checkout}\n${requestId}`).digest("hex");
  return { signal, idempotencyKey: `unity-${digest}` };
}

/** An editor's cursor as the hub's. */
export const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** A page of the hub's as an editor's. */
export const pageOf = <Item, Shown>(
  { items, cursor }: { readonly items: readonly Item[]; readonly cursor?: string | undefined },
  show: (item: Item) => Shown,
) => ({ items: items.map(show), cursor: cursor ?? null });

/** Without the members that are undefined. */
export function given<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  // The parse boundary of Object.fromEntries: the same members, less those without a value.
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
