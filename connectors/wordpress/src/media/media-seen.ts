import type { Json, Snapshot } from "@assetql/contract";

/** An image of ours in a media library, as it is now. */
export type MediaSeen = {
  /** The attachment. */
  readonly id: number;
  /** What stays the same as long as the image is there: the attachment's id, or without the plugin its slug. */
  readonly remoteId: string;
  /** Of its page in the administration. */
  readonly url: string;
  readonly fields: Snapshot;
};

/**
 * Field of an image that went in without the plugin: its attachment's id. A new file is a new attachment then, and
 * undo has to know which one came before. With the plugin an image keeps its attachment, and has no such field.
 */
export const ATTACHMENT = "attachment";

/** The attachment's id, of an image that went in without the plugin. */
export function plainAttachment(fields: Snapshot): number | undefined {
  const value = fields[ATTACHMENT];
  return typeof value === "number" ? value : undefined;
}

/** The attachment's id of anything that was observed; 0 if it is not there. */
export function attachmentIn(observed: {
  readonly remoteId: string | null;
  readonly fields: Snapshot;
}): number {
  return plainAttachment(observed.fields) ?? Number(observed.remoteId ?? 0);
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

export function namesOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

/** The journal takes 10 kB a step. */
const STEP_CHARACTERS = 3_000;

/** A step's result: what was seen, or only where, when that is too long to be kept. */
export function forJournal(media: MediaSeen): MediaSeen {
  return JSON.stringify(media).length > STEP_CHARACTERS ? { ...media, fields: {} } : media;
}

/** Of what a step's result has kept. */
export function fieldsOf({ fields }: MediaSeen, names: readonly string[]): Snapshot {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

export function isShortened({ fields }: MediaSeen): boolean {
  return fields.file === undefined;
}
