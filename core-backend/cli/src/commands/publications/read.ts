import type { Publication, PublicationCounts } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatFacts, formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { formatCounts, formatPlan } from "../publish/format-plan.ts";
import { formatWarnings } from "../publish/format-warnings.ts";
import { changesOf } from "../publish/publish.ts";
import { findTarget } from "../targets/find-target.ts";
import { findPublication } from "./find-publication.ts";

export const listPublicationsOptions = z.object({ target: z.string().optional(), limit: limitOption });

const columns: readonly TableColumn<Publication>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Name", value: ({ name }) => name, shrinks: true },
  { title: "Status", value: ({ status }) => status, tone: (publication) => statusTone(publication) },
  { title: "Done", value: ({ counts }) => doneOf(counts) },
  { title: "Made", value: ({ createdAt }) => formatTime(createdAt), spare: true },
];

function doneOf({ applied, failed, revertFailed }: PublicationCounts): string {
  const bad = failed + revertFailed;
  return bad === 0 ? String(applied) : `${applied}, ${bad} failed`;
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
  terminal.result({ ...publication, changes }, () =>
    [
      formatPublication(terminal, publication),
      ...blankBefore(formatPlan(terminal, changes, options)),
      ...blankBefore(...formatWarnings(terminal, changes)),
    ].join("\n"),
  );
}

/** Lines below an empty one; of no text no line. */
const blankBefore = (...lines: readonly string[]): readonly string[] =>
  lines.join("") === "" ? [] : ["", ...lines];

function formatPublication(terminal: Pick<Terminal, "paint">, publication: Publication): string {
  const { counts, problem } = publication;
  const times = [
    ["Planned", publication.plannedAt],
    ["Applied", publication.appliedAt],
    ["Reverted", publication.revertedAt],
  ] as const;
  return formatFacts(terminal, [
    ["Publication", publication.id],
    ["Name", publication.name],
    ["Target", publication.targetId],
    ["Status", publication.status],
    ["Plan", formatCounts(counts)],
    ["Outcome", `${counts.applied} applied, ${counts.failed} failed, ${counts.reverted} taken back`],
    ...(problem === null ? [] : [["Problem", problem.detail] as const]),
    ...times.flatMap(([name, at]) => (at === null ? [] : [[name, formatTime(at)] as const])),
  ]);
}
