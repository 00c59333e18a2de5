import type { Snapshot } from "@assetql/contract";
import { z } from "zod";
import type { ConnectorHarness } from "../conformance/harness.ts";
import type { CommittedChange, Connector, Observed } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import { mappedFields } from "../mapping/mapped-fields.ts";

/** What a change is to make of a file; null: it is to go. */
type Staged = Snapshot | null;

export interface StagedProject extends ConnectorHarness {
  /** What people see, by remote id. */
  readonly files: Map<string, Snapshot>;
  /** By external id; as on a disk, it outlives every host. */
  readonly staged: Map<string, Staged>;
  /** What a commit is asked for, each time. */
  readonly commits: (readonly CommittedChange[])[];
  /** Refuses what is to be imported, by external id; what was staged of it is thrown away. */
  readonly refusals: Map<string, ConnectorError>;
}

type Deviation = (good: Connector, project: StagedProject) => Partial<Connector>;

/** A project in memory that takes everything in one import, and the connector to it; `deviate` makes a worse one. */
export function openStagedProject(deviate: Deviation = () => ({})): StagedProject {
  const files: StagedProject["files"] = new Map();
  const staged: StagedProject["staged"] = new Map();
  const parts = { files, staged, commits: [], refusals: new Map() };
  const good = createConnector(parts);
  let edits = 0;
  const project: StagedProject = {
    ...parts,
    connector: good,
    config: () => ({}),
    editable: ["image", "title"],
    restores: ["delete"],
    async reset() {
      for (const one of [files, staged, parts.refusals]) one.clear();
      parts.commits.length = 0;
    },
    countRemote: async () => files.size,
    async editRemotely(remoteId, field) {
      edits += 1;
      files.set(remoteId, { ...files.get(remoteId), [field]: `An editor's, no. ${edits}` });
    },
    async removeRemotely(remoteId) {
      files.delete(remoteId);
    },
  };
  return { ...project, connector: { ...good, ...deviate(good, project) } };
}

type Parts = Pick<StagedProject, "files" | "staged" | "commits" | "refusals">;

export const fileOf = (externalId: string): string => `Assets/${externalId}.png`;

const manifest: Connector["manifest"] = {
  name: "staged",
  title: "Staged project",
  description: "A project in the memory of a test that takes everything in one import",
  configSchema: z.object({}),
  credentialsSchema: null,
  fields: [
    { name: "image", title: "Image", from: null },
    { name: "title", title: "Title", from: "title" },
    { name: "altText", title: "Alternative text", from: "altText" },
  ],
  itemFields: [],
  deletions: ["keep", "delete"],
  overridable: [],
  receivesWebhooks: false,
  pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 8 },
};

function createConnector({ files, staged, commits, refusals }: Parts): Connector {
  return {
    manifest,
    check: async () => ({ status: "ok", code: null, detail: "It can be written to.", facts: {} }),
    listItems: async () => ({ items: [] }),
    desire: (_context, asset, mapping) => ({
      externalId: asset.id,
      title: asset.title,
      fields: { image: `sha256:${asset.sha256}`, ...mappedFields(manifest.fields, asset, mapping) },
    }),
    observe: (context, references) =>
      context.paced(
        async () => new Map(references.map(({ externalId }) => [externalId, seen(files, externalId)])),
      ),
    async apply(context, { externalId, before, fields }) {
      await context.step("stage", () =>
        context.paced(async () => {
          staged.set(externalId, fields);
          return null;
        }),
      );
      return { remoteId: fileOf(externalId), remoteUrl: null, after: { ...before.fields, ...fields } };
    },
    async withdraw(context, { externalId }) {
      await context.step("stage", () =>
        context.paced(async () => {
          staged.set(externalId, null);
          return null;
        }),
      );
      return { remoteId: null, remoteUrl: null, after: {} };
    },
    commit: (context, changes) =>
      context.paced(async () => {
        commits.push(changes);
        return importAll({ files, staged, refusals }, changes);
      }),
    async revert(context, { externalId, fields, remove, now, receipt }) {
      await context.step("restore", () =>
        context.paced(async () => {
          const file = fileOf(externalId);
          if (remove) files.delete(file);
          else files.set(file, now.remoteId === null ? receipt.before : { ...now.fields, ...fields });
          return null;
        }),
      );
    },
  };
}

function seen(files: Parts["files"], externalId: string): Observed {
  const fields = files.get(fileOf(externalId));
  const remoteId = fields === undefined ? null : fileOf(externalId);
  return { remoteId, remoteUrl: null, fields: fields ?? {} };
}

/** What is staged no more has been imported before, unless it is not there. */
function importAll(
  { files, staged, refusals }: Omit<Parts, "commits">,
  changes: readonly CommittedChange[],
): Map<string, ConnectorError> {
  const rejected = new Map<string, ConnectorError>();
  for (const { externalId, kind } of changes) {
    const file = fileOf(externalId);
    const fields = staged.get(externalId);
    const refusal = refusals.get(externalId);
    staged.delete(externalId);
    if (refusal !== undefined) rejected.set(externalId, refusal);
    else if (fields === null) files.delete(file);
    else if (fields !== undefined) files.set(file, { ...files.get(file), ...fields });
    else if (files.has(file) === (kind === "delete")) rejected.set(externalId, lost(file));
  }
  return rejected;
}

const lost = (file: string): ConnectorError =>
  new ConnectorError("refused", `What was staged for ${file} is no longer there. Apply again.`);
