import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatFacts, formatTable, LEAST_WIDTH, type TableColumn } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { formatCounts, formatPlan } from "../publish/format-plan.ts";
import { formatWarnings } from "../publish/format-warnings.ts";
import { type Ended, formatOutcome, progressOf } from "../publish/outcome.ts";
import { changesOf } from "../publish/publish.ts";
import { findTarget } from "../targets/find-target.ts";
import { findPublication } from "./find-publication.ts";
import { formatScheduled } from "./format-scheduled.ts";

export const listPublicationsOptions = z.object({ target: z.string().optional(), limit: limitOption });

const columns: readonly TableColumn<Publication>[] = [
  { title: "ID", value: ({ id }) => id },
  // Most are named like their target: when it was made tells one from another.
  { title: "Name", value: ({ name }) => name, shrinks: true, least: LEAST_WIDTH },
  { title: "Status", value: ({ status }) => status, tone: (publication) => statusTone(publication) },
  { title: "Done", value: doneOf },
  { title: "Made", value: ({ createdAt }) => formatTime(createdAt), spare: true },
];

function doneOf(publication: Publication): string {
  const { done, total } = progressOf(publication);
  return done === total ? String(done) : `${done}/${total}`;
}

function statusTone({ status, counts, problem }: Publication): Tone | undefined {
  if (status === "failed" || problem !== null || counts.failed + counts.revertFailed > 0) return "bad";
  return status === "applied" ? "good" : undefined;
}

export async function listPublications(
  { terminal, connect }: Session,
  { options: { target, limit } }: CommandInput<z.output<typeof listPublicationsOptions>>,
): Promise<void> {
  const client = await connect();
  const targetId = target === undefined ? undefined : (await findTarget(client, target)).id;
  const publications = await take(client.publications.listAll({ targetId }), limit);
  terminal.result(publications, () =>
    publications.length === 0
      ? "There is no publication. `assetql publish` makes one."
      : formatTable(terminal, columns, publications),
  );
}

export const showPublicationOptions = z.object({
  fields: z.boolean().default(false),
  all: z.boolean().default(false),
});

export async function showPublication(
  { terminal, connect }: Session,
  { args, options }: CommandInput<z.output<typeof showPublicationOptions>>,
): Promise<void> {
  const client = await connect();
  const publication = await findPublication(client, args[0] ?? "");
  const changes = await changesOf(client, publication.id);
  const target = await nameTarget(client, publication);
  terminal.result({ ...publication, changes }, () =>
    [
      formatPublication(terminal, { publication, changes, target }),
      ...blankBefore(formatPlan(terminal, changes, options)),
      ...blankBefore(...formatWarnings(terminal, changes)),
    ].join("\n"),
  );
}

/** Lines below an empty one; of no text no line. */
const blankBefore = (...lines: readonly string[]): readonly string[] =>
  lines.join("") === "" ? [] : ["", ...lines];

/** Its name and id; the id alone while a target is being removed, which takes its publications with it. */
async function nameTarget(client: Client, { targetId }: Publication): Promise<string> {
  try {
    return `${(await client.targets.get(targetId)).name} (${targetId})`;
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return targetId;
    throw error;
  }
}

function formatPublication(
  terminal: Pick<Terminal, "paint">,
  { publication, changes, target }: Ended & { readonly target: string },
): string {
  const { counts, problem } = publication;
  const times = [
    ["Planned", publication.plannedAt],
    ["Applied", publication.appliedAt],
    ["Reverted", publication.revertedAt],
  ] as const;
  return formatFacts(terminal, [
    ["Publication", publication.id],
    ["Name", publication.name],
    ["Target", target],
    ["Status", publication.status],
    ["Plan", formatCounts(counts)],
    ["Outcome", formatOutcome({ publication, changes })],
    ...(publication.scheduled.length === 0
      ? []
      : [["Scheduled", formatScheduled(publication.scheduled)] as const]),
    ...(problem === null ? [] : [["Problem", problem.detail] as const]),
    ...times.flatMap(([name, at]) => (at === null ? [] : [[name, formatTime(at)] as const])),
  ]);
}
