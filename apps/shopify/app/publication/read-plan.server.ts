import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";
import type { PlanLine } from "./plan-line.ts";
import { toPlanLine } from "./to-plan-line.server.ts";

export const movingStatuses: ReadonlySet<Publication["status"]> = new Set([
  "planning",
  "applying",
  "reverting",
]);

/** The lines of a publication's plan; `shownOf` says which of them are on the page. */
export type ReadPlan = (
  hub: Pick<Client, "publications">,
  publication: Publication,
  shownOf: (lines: readonly PlanLine[]) => readonly PlanLine[],
) => Promise<readonly PlanLine[]>;

export interface PlanReaderOptions {
  /** Lines that the hub gives at once. */
  readonly pageSize?: number;
  readonly now?: () => number;
}

/** One answer of the hub. */
interface Part {
  readonly cursor: string | undefined;
  readonly lines: readonly PlanLine[];
  readonly readAt: number;
}

interface Plan {
  readonly mark: string;
  readonly lookedAt: number;
  readonly parts: readonly Part[];
}

const PAGE = 200;
/** Plans that are remembered; the largest take some 10 MB. */
const MOST = 10;
/** A plan that does not move is believed for so long. */
const KEPT_MS = 5 * 60_000;
const FEW = 100;
/** Between two readings of lines that move: of few, and of more than 100. */
const FEW_MS = 7_500;
const MANY_MS = 10_000;
/** Answers of the hub that are read anew for a look. */
const MOST_PARTS = 2;

/**
 * Reads plans, and while they are carried out only what is on the page, when something of it has happened: the rest
 * is read once, when it is over. One for the process.
 */
export function createPlanReader({ pageSize = PAGE, now = Date.now }: PlanReaderOptions = {}): ReadPlan {
  const plans = new Map<string, Plan>();
  return async (hub, publication, shownOf) => {
    const { id, status } = publication;
    // Half a plan says nothing yet.
    if (status === "planning") return [];
    const reading = { hub, id, pageSize, now };
    const mark = markOf(publication);
    const known = plans.get(id);
    const plan = await (known === undefined || isOver(known, publication, now())
      ? readWhole(reading, mark)
      : movedOn(reading, known, { mark, shownOf }));
    plans.delete(id);
    plans.set(id, plan);
    const oldest = plans.keys().next();
    if (plans.size > MOST && !oldest.done) plans.delete(oldest.value);
    return linesOf(plan);
  };
}

const linesOf = ({ parts }: Plan): readonly PlanLine[] => parts.flatMap(({ lines }) => lines);

const markOf = ({ status, updatedAt, counts }: Publication): string =>
  JSON.stringify([status, updatedAt, counts]);

/** Whether all of it has to be read anew. */
function isOver({ mark, lookedAt }: Plan, publication: Publication, now: number): boolean {
  if (movingStatuses.has(publication.status)) return false;
  return mark !== markOf(publication) || now - lookedAt >= KEPT_MS;
}

interface Reading extends Required<PlanReaderOptions> {
  readonly hub: Pick<Client, "publications">;
  readonly id: Publication["id"];
}

async function readWhole(reading: Reading, mark: string): Promise<Plan> {
  const lookedAt = reading.now();
  const parts: Part[] = [];
  let cursor: string | undefined;
  do {
    const { part, next } = await readPart(reading, cursor);
    parts.push(part);
    cursor = next;
  } while (cursor !== undefined);
  return { mark, lookedAt, parts };
}

async function readPart({ hub, id, pageSize, now }: Reading, cursor: string | undefined) {
  const page = await hub.publications.changes(id, {
    limit: pageSize,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { part: { cursor, lines: page.items.map(toPlanLine), readAt: now() }, next: page.cursor };
}

interface Moved {
  readonly mark: string;
  readonly shownOf: (lines: readonly PlanLine[]) => readonly PlanLine[];
}

async function movedOn(reading: Reading, known: Plan, { mark, shownOf }: Moved): Promise<Plan> {
  const lines = linesOf(known);
  const patience = lines.length > FEW ? MANY_MS : FEW_MS;
  const now = reading.now();
  if (known.mark === mark || now - known.lookedAt < patience) return known;
  const shown = new Set(shownOf(lines).map(({ id }) => id));
  const stale = known.parts
    .filter((part) => part.lines.some(({ id }) => shown.has(id)))
    .toSorted((one, other) => one.readAt - other.readAt)
    .slice(0, MOST_PARTS);
  try {
    const fresh = new Map<Part, Part>();
    for (const part of stale) fresh.set(part, (await readPart(reading, part.cursor)).part);
    return { mark, lookedAt: now, parts: known.parts.map((part) => fresh.get(part) ?? part) };
  } catch (error) {
    // Where that place was, the hub no longer knows.
    if (error instanceof ApiProblemError && error.code === "cursor-invalid") return readWhole(reading, mark);
    throw error;
  }
}
