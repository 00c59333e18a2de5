import { createHash } from "node:crypto";
import { journalEntrySchema } from "@assetql/contract";

/** Whose steps they are. */
export interface StepOwner {
  /** Steps of an apply and of its revert are told apart. */
  readonly kind: "apply" | "revert";
  /** Of the asset's image: a new one takes steps of its own. 0 where there is none. */
  readonly version: number;
  readonly workId: string;
}

const MAX_KEY = journalEntrySchema.shape.key.maxLength ?? 120;
const KEY = /^(apply|revert)\.(\d+)\/([^/]+)\/(.*)$/s;

/** A step's key in the journal. What would be too long ends with a digest. */
export function stepKey({ kind, version, workId }: StepOwner, name: string): string {
  const prefix = `${kind}.${version}/${workId}/`;
  const room = MAX_KEY - prefix.length;
  if (name.length <= room) return prefix + name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 24);
  return `${prefix}${name.slice(0, Math.max(0, room - digest.length - 1))}~${digest}`;
}

/** Whose step a key of the journal is; undefined for what else is kept there. */
export function ownerOfStep(key: string): StepOwner | undefined {
  const match = KEY.exec(key);
  if (match === null) return undefined;
  const [, kind, version = "", workId = ""] = match;
  return { kind: kind === "revert" ? "revert" : "apply", version: Number(version), workId };
}

/** The key, whichever work it is of. */
export const withoutWork = (key: string): string => key.replace(KEY, "$1.$2/$4");
