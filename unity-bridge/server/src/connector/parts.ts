import type { ChangeContext } from "@assetql/connector-sdk";
import { type PublicationId, publicationIdSchema } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import type { BatchFolders, BatchReader } from "./batch-folders.ts";
import type { Progress, PublicationReader } from "./progress.ts";
import type { Room } from "./room.ts";
import type { Config } from "./settings.ts";

export interface UnityOptions {
  readonly session: EditorSession;
  /** What is asked of the hub: a part of the client. */
  readonly client: { readonly batches: BatchReader; readonly publications: PublicationReader };
}

/** What the functions of the connector share. */
export interface Parts {
  readonly session: EditorSession;
  readonly folders: BatchFolders;
  readonly progress: Progress;
  /** For the images that are under way. */
  readonly room: Room;
  /** Where textures were seen last, by GUID: they may have been moved since. */
  readonly seenAt: Map<string, string>;
}

export type Change = ChangeContext<Config, null>;

/** A pull is a publication; the host gives its id as text. */
export const pullIdOf = ({ publicationId }: Pick<Change, "publicationId">): PublicationId =>
  publicationIdSchema.parse(publicationId);
