import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Connector, ConnectorError, type Observed } from "@assetql/connector-sdk";
import { conformanceChecks } from "@assetql/connector-sdk/conformance";
import { createFolderConnector } from "@assetql/folder";
import { afterAll, describe, expect, it } from "vitest";
import { openFolderHarness } from "../../connectors/folder/src/testing/folder-harness.ts";

/** A way to write the folder connector wrongly, and the check that has to find it. */
interface Mistake {
  readonly what: string;
  readonly check: string;
  readonly make: (good: Connector, root: () => string) => Partial<Connector>;
}

const mistakes: readonly Mistake[] = [
  {
    what: "makes something under a random name in a step, and does not look for it after a crash",
    check: "a crash anywhere while something is made resumes without duplicates",
    make: (good, root) => ({
      apply: async (context, change) => {
        const draft = await context.step("draft", async () => {
          const name = `${randomUUID()}.png`;
          await context.paced(() => writeFile(join(root(), name), "draft"));
          return name;
        });
        const applied = await good.apply(context, change);
        await context.step("tidy", () =>
          context.paced(() => rm(join(root(), draft), { force: true })).then(() => null),
        );
        return applied;
      },
    }),
  },
  {
    what: "makes something again when the answer was lost",
    check: "an answer that is lost while something is made duplicates nothing",
    make: (good, root) => ({
      apply: async (context, change) => {
        const draft = await context.step("draft", async () => {
          const name = `${randomUUID()}.png`;
          await context.paced(() => writeFile(join(root(), name), "draft"));
          return name;
        });
        const applied = await good.apply(context, change);
        await context.step("tidy", () =>
          context.paced(() => rm(join(root(), draft), { force: true })).then(() => null),
        );
        return applied;
      },
    }),
  },
  {
    what: "forgets a field when it takes something back",
    check: "undoing an update restores the snapshot",
    make: (good) => ({
      revert: (context, change) => {
        const { altText: _forgotten, ...fields } = change.fields;
        return good.revert(context, { ...change, fields });
      },
    }),
  },
  {
    what: "leaves what it made when it takes something back",
    check: "undoing what was made leaves nothing of it",
    make: () => ({ revert: async () => undefined }),
  },
  {
    what: "removes what an editor has changed when it takes something back",
    check: "undo keeps what was made and then edited, unless it is forced",
    make: (good) => ({
      observe: async (context, references) => {
        const found = await good.observe(context, references);
        // It does not tell of the texts, so nobody can know that they have changed.
        return new Map(
          [...found].map(([id, observed]) => [
            id,
            { ...observed, fields: { image: observed.fields.image ?? null } },
          ]),
        );
      },
    }),
  },
  {
    what: "writes every field, also what an editor has changed",
    check: "an update keeps the field that an editor changed, then and at the next update",
    make: (good) => ({
      apply: (context, change) => {
        if (change.asset === null) return good.apply(context, change);
        const { fields } = good.desire(context, change.asset, { rows: {}, publish: {} });
        return good.apply(context, { ...change, fields });
      },
    }),
  },
  {
    what: "swallows the signal and goes on for a while",
    check:
      "cancelling stops within a second, whatever the connector is doing, and resumes without duplicates",
    make: (good) => ({
      apply: async (context, change) => {
        try {
          return await good.apply(context, change);
        } catch (error) {
          await wait(3_000);
          throw error;
        }
      },
    }),
  },
  {
    what: "still sends something after it was cancelled",
    check:
      "cancelling stops within a second, whatever the connector is doing, and resumes without duplicates",
    make: (good) => ({
      apply: async (context, change) => {
        try {
          return await good.apply(context, change);
        } catch (error) {
          await context.paced(async () => undefined).catch(() => undefined);
          throw error;
        }
      },
    }),
  },
  {
    what: "calls every error a passing one",
    check: "an unknown error is permanent after three tries, and the rest goes on",
    make: (good) => ({
      apply: async (context, change) => {
        try {
          return await good.apply(context, change);
        } catch (cause) {
          if (context.signal.aborted) throw cause;
          throw new ConnectorError("unavailable", "Something went wrong.", { cause });
        }
      },
    }),
  },
  {
    what: "does in a step what undo does not see, and leaves it after a failure",
    check: "what failed half done while it was made is taken back by undo",
    make: (good, root) => ({
      apply: async (context, change) => {
        await context.step("draft", async () => {
          const name = `${randomUUID()}.png`;
          await context.paced(() => writeFile(join(root(), name), "draft"));
          return name;
        });
        return good.apply(context, change);
      },
    }),
  },
  {
    what: "does not find what it has made when the network was away",
    check: "what the network has interrupted while it was made is taken back by undo",
    make: (good) => ({
      observe: async (context, references) => {
        const found = await good.observe(context, references);
        // What it has never heard of as done is not there for it.
        return new Map(
          [...found].filter(([id]) => references.some((one) => one.externalId === id && one.remoteId)),
        );
      },
    }),
  },
  {
    what: "takes away what is there before the new one is",
    check: "after an outage during an update, neither an apply nor undo says that something was deleted",
    make: (good, root) => ({
      apply: async (context, change) => {
        const { remoteId } = change;
        if (remoteId === null) return good.apply(context, change);
        await context.step("clear", () =>
          context.paced(() => rm(join(root(), remoteId), { force: true })).then(() => null),
        );
        return good.apply(context, change);
      },
    }),
  },
  {
    what: "calls every field one that changes by itself",
    check:
      "what an editor changes in a field that no plan names, while an update is tried in vain, is kept by undo",
    make: (good) => ({
      desire: (context, asset, mapping) => ({
        ...good.desire(context, asset, mapping),
        sideEffects: good.manifest.fields.map(({ name }) => name),
      }),
    }),
  },
  {
    what: "brings everything back, whatever it is told",
    check: "what an editor has changed is kept by an undo that has failed before",
    make: (good) => ({
      revert: (context, change) => good.revert(context, { ...change, fields: change.receipt.before }),
    }),
  },
  {
    what: "overwrites what an editor has changed, whatever it is told to write",
    check: "a change between plan and apply of a field that was the same is kept, then and later",
    make: (good) => ({
      apply: (context, change) => {
        if (change.asset === null) return good.apply(context, change);
        const { fields } = good.desire(context, change.asset, { rows: {}, publish: {} });
        return good.apply(context, { ...change, fields });
      },
    }),
  },
  {
    what: "does not say what the platform asked to wait",
    check: "what may pass is tried again, after the time that was asked for",
    make: (good) => ({
      apply: async (context, change) =>
        good.apply(
          {
            ...context,
            paced: (call) =>
              context.paced(call).catch((error: unknown) => {
                if (!(error instanceof ConnectorError)) throw error;
                throw new ConnectorError(error.code, error.message);
              }),
          },
          change,
        ),
    }),
  },
  {
    what: "makes a second thing of a new version",
    check: "a new version of an image updates the same remote thing",
    make: (good) => ({
      apply: (context, change) => {
        const asset = change.asset;
        if (asset === null || asset.version === 1) return good.apply(context, change);
        const fields = good.desire(context, asset, { rows: {}, publish: {} }).fields;
        const before = { remoteId: null, remoteUrl: null, fields: {} };
        return good.apply(context, {
          ...change,
          externalId: `${change.externalId}-v${asset.version}`,
          kind: "create",
          remoteId: null,
          before,
          fields,
        });
      },
    }),
  },
  {
    what: "says that something is there that was removed",
    check: "what was deleted there is seen as gone, is a conflict, and is made again only by policy",
    make: (good) => {
      const seen = new Map<string, Observed>();
      return {
        apply: async (context, change) => {
          const applied = await good.apply(context, change);
          const { remoteId, remoteUrl, after: fields } = applied;
          seen.set(change.externalId, { remoteId, remoteUrl, fields });
          return applied;
        },
        observe: async () => seen,
      };
    },
  },
  {
    what: "says something else than what it wrote",
    check: "what is applied is there as planned, and its receipt says so",
    make: (good) => ({
      apply: async (context, change) => {
        const applied = await good.apply(context, change);
        return { ...applied, after: { ...applied.after, altText: "as I remember it" } };
      },
    }),
  },
  {
    what: "writes while it only looks",
    check: "a plan writes nothing",
    make: (good, root) => ({
      observe: async (context, references) => {
        await context.paced(() => writeFile(join(root(), "looked-at.png"), ""));
        return good.observe(context, references);
      },
    }),
  },
  {
    what: "does not find what is there without its remote id",
    check: "without the ledger, what is there is found by its external id",
    make: (good) => ({
      observe: (context, references) =>
        good.observe(
          context,
          references.filter(({ remoteId }) => remoteId !== null),
        ),
    }),
  },
  {
    what: "deletes nothing although it says so",
    check: "each policy for deletions that the manifest names is carried out, once, and undone",
    make: () => ({ withdraw: async () => ({ remoteId: null, remoteUrl: null, after: {} }) }),
  },
  {
    what: "wants a field that the manifest does not name",
    check: "what is desired is of the manifest's fields, the same each time, under the asset's id",
    make: (good) => ({
      desire: (context, asset, mapping) => {
        const desired = good.desire(context, asset, mapping);
        return { ...desired, fields: { ...desired.fields, colour: "red" } };
      },
    }),
  },
  {
    what: "cannot tell one version of an image from another",
    check: "what is desired is of the manifest's fields, the same each time, under the asset's id",
    make: (good) => ({
      desire: (context, asset, mapping) => {
        const desired = good.desire(context, asset, mapping);
        return { ...desired, fields: { category: desired.fields.category ?? null } };
      },
    }),
  },
  {
    what: "lists items in another order each time",
    check: "items come in the same order each time, none twice",
    make: (good) => {
      let turn = 0;
      return {
        listItems: async (context, query, cursor) => {
          const page = await good.listItems(context, query, cursor);
          turn += 1;
          return turn % 2 === 0 ? { ...page, items: page.items.toReversed() } : page;
        },
      };
    },
  },
  {
    what: "lists an item twice",
    check: "items come in the same order each time, none twice",
    make: (good) => ({
      listItems: async (context, query, cursor) => {
        const page = await good.listItems(context, query, cursor);
        return cursor === undefined
          ? { items: page.items, cursor: "again" }
          : { items: page.items.slice(0, 1) };
      },
    }),
  },
  {
    what: "goes on with a password that is refused",
    check: "what the target as a whole refuses stops the rest",
    make: (good) => ({
      apply: async (context, change) => {
        try {
          return await good.apply(context, change);
        } catch (cause) {
          if (context.signal.aborted) throw cause;
          throw new ConnectorError("refused", "The password is no longer right.", { cause });
        }
      },
    }),
  },
];

describe("the conformance kit finds", () => {
  const opened: { dispose(): Promise<void> }[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((harness) => harness.dispose()));
  });

  for (const { what, check: name, make } of mistakes) {
    it(`a connector that ${what}`, async () => {
      const check = conformanceChecks.find((one) => one.name === name);
      if (check === undefined) throw new Error(`There is no check "${name}"`);
      let root = "";
      const harness = await openFolderHarness((options) => {
        const good: Connector = createFolderConnector(options);
        return { ...good, ...make(good, () => root) };
      });
      root = harness.root;
      opened.push(harness);
      await expect(check.run(harness)).rejects.toThrow();
    });
  }
});
