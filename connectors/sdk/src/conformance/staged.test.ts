import { describe, expect, it } from "vitest";
import { fileOf, openStagedProject } from "../testing/staged-project.ts";
import { conformanceChecks } from "./checks/index.ts";
import { describeConnector } from "./describe-connector.ts";

describeConnector("staged", openStagedProject(), { describe, it });

/** A way to write a connector with a commit wrongly, and the check that has to find it. */
interface Mistake {
  readonly what: string;
  readonly check: string;
  readonly deviate: NonNullable<Parameters<typeof openStagedProject>[0]>;
}

const mistakes: readonly Mistake[] = [
  {
    what: "lets people see what is only staged",
    check:
      "cancelling stops within a second, whatever the connector is doing, and resumes without duplicates",
    deviate: (good, { files }) => ({
      async apply(context, change) {
        const applied = await good.apply(context, change);
        files.set(fileOf(change.externalId), applied.after);
        return applied;
      },
    }),
  },
  {
    what: "stages without a step",
    check: "a crash anywhere during an update resumes",
    deviate: (good) => ({
      apply: (context, change) => good.apply({ ...context, step: (_key, run) => run() }, change),
    }),
  },
  {
    what: "cannot be asked twice for the same commit",
    check: "an answer that is lost while something is made duplicates nothing",
    deviate: (good, { staged }) => ({
      async commit(context, changes) {
        if (changes.some(({ externalId }) => !staged.has(externalId))) throw new Error("What is that?");
        return (await good.commit?.(context, changes)) ?? new Map();
      },
    }),
  },
  {
    what: "makes another thing each time that it is asked for a commit",
    check: "a crash anywhere while something is made resumes without duplicates",
    deviate: (good, { files, commits }) => ({
      async commit(context, changes) {
        const rejected = await good.commit?.(context, changes);
        for (const { externalId, applied } of changes) {
          files.delete(fileOf(`${externalId}-again`));
          if (commits.length > 1) files.set(fileOf(`${externalId}-again`), applied.after);
        }
        return rejected ?? new Map();
      },
    }),
  },
  {
    what: "throws away what it has staged when a commit fails, and believes that it is there",
    check: "what failed half done while it was made is finished by the next apply",
    deviate: (good, { staged }) => ({
      async apply(context, { externalId, before, fields }) {
        const mark = `${externalId} is staged`;
        const stage = async () => {
          staged.set(externalId, fields).set(mark, null);
          return null;
        };
        const find = async () => (staged.has(mark) ? null : undefined);
        await context.step("stage", () => context.paced(stage), { find });
        return { remoteId: fileOf(externalId), remoteUrl: null, after: { ...before.fields, ...fields } };
      },
      async commit(context, changes) {
        try {
          return (await good.commit?.(context, changes)) ?? new Map();
        } catch (error) {
          for (const { externalId } of changes) staged.delete(externalId);
          throw error;
        }
      },
    }),
  },
  {
    what: "settles, too",
    check: "what is done at the end of an apply is done by one function",
    deviate: () => ({ settle: async () => undefined }),
  },
  {
    what: "puts another text there than it has staged",
    check: "what is applied is there as planned, and its receipt says so",
    deviate: (good, { files }) => ({
      async commit(context, changes) {
        const rejected = await good.commit?.(context, changes);
        for (const { externalId } of changes) {
          const file = files.get(fileOf(externalId));
          if (file !== undefined) files.set(fileOf(externalId), { ...file, altText: "as I like it" });
        }
        return rejected ?? new Map();
      },
    }),
  },
];

describe("the conformance kit finds, with a commit", () => {
  for (const { what, check: name, deviate } of mistakes) {
    it(`a connector that ${what}`, async () => {
      const check = conformanceChecks.find((one) => one.name === name);
      if (check === undefined) throw new Error(`There is no check "${name}"`);
      await expect(check.run(openStagedProject(deviate))).rejects.toThrow();
    });
  }
});
