import { assets, assetVersions, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { batches } from "../batches/batch-record.ts";
import { chunkKey, chunkOfRow } from "../distribution/row-chunks.ts";
import { exportJobs, exportKey } from "../exports/export-record.ts";
import { isTerminal } from "../kiro/transitions.ts";
import type { Collection } from "../ports/index.ts";
import { scheduleCsvKey, schedules } from "../schedules/schedule-record.ts";
import { styleVersions } from "../styles/style-record.ts";
import { tasks } from "../tasks/task-record.ts";

/** The files that the records of a collection need. */
export interface FileReferences {
  /** Name of the collection. */
  readonly collection: string;
  /** Keys of the files that a stored record refers to at `now`, milliseconds. Throws for what is no such record. */
  keysOf(body: unknown, now: number): readonly string[];
}

const references = <T>(
  { name, parse }: Collection<T>,
  keys: (record: T, now: number) => readonly string[],
): FileReferences => ({ collection: name, keysOf: (body, now) => keys(parse(body), now) });

/** Not renditions, which are made again whenever they are asked for. */
export const referencedFiles: readonly FileReferences[] = [
  references(assets, (asset) => [imageKey(asset), thumbnailKey(asset)]),
  references(assetVersions, ({ assetId: id, batchId, version }) => [
    imageKey({ id, batchId, version }),
    thumbnailKey({ id, version }),
  ]),
  references(tasks, ({ bestTry }) => (bestTry === null ? [] : [bestTry.blobKey])),
  references(styleVersions, (style) => style.references.map(({ blobKey }) => blobKey)),
  references(schedules, ({ id }) => [scheduleCsvKey(id)]),
  references(batches, ({ id, workflow }) => {
    const { distributedTasks, totalTasks, status } = workflow;
    if (isTerminal(status) || distributedTasks >= totalTasks) return [];
    const first = chunkOfRow(distributedTasks + 1);
    const count = chunkOfRow(totalTasks) - first + 1;
    return Array.from({ length: count }, (_, index) => chunkKey(id, first + index));
  }),
  references(exportJobs, ({ id, status, expiresAt }, now) =>
    status === "completed" && (expiresAt ?? 0) > now ? [exportKey(id)] : [],
  ),
];
