import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Documents } from "./documents.ts";
import { createInTurnEverywhere, takeLease } from "./lease.ts";
import { openDatabase } from "./sqlite-database.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";

const shop = "one.myshopify.com";
const key = "turn";
const LEASE_MS = 30_000;
const BEGIN = Date.UTC(2026, 0, 1);

let documents: Documents;
let close: () => void;
/** What all processes' clocks show. */
let time: number;
const now = () => time;

beforeEach(() => {
  time = BEGIN;
  const folder = mkdtempSync(join(tmpdir(), "assetql-lease-"));
  const database = openDatabase(folder);
  documents = createSqliteDocuments(database);
  close = () => {
    database.close();
    rmSync(folder, { recursive: true });
  };
});
afterEach(() => close());

/** One process, and how often it has looked for its turn. */
function open() {
  let looks = 0;
  const counting: Documents = {
    ...documents,
    get(place) {
      looks += 1;
      return documents.get(place);
    },
  };
  const deps = { documents: counting, now, leaseMs: LEASE_MS, beatMs: 10 };
  return { inTurn: createInTurnEverywhere(deps, key), looks: () => looks };
}

/** Asks for a turn, and whether it has come. */
function ask({ inTurn }: ReturnType<typeof open>) {
  let hasRun = false;
  const done = inTurn(shop, async () => {
    hasRun = true;
  });
  return { done, hasRun: () => hasRun };
}

async function looksAgain({ looks }: ReturnType<typeof open>): Promise<void> {
  const before = looks();
  await expect.poll(looks).toBeGreaterThan(before + 1);
}

it("goes on when the process that had the turn was killed, and no sooner than its lease ends", async () => {
  expect(await takeLease({ documents, now }, { shop, key, by: "killed" }, LEASE_MS)).toBe(true);
  const other = open();
  const turn = ask(other);
  time = BEGIN + LEASE_MS - 1;
  await looksAgain(other);
  expect(turn.hasRun()).toBe(false);
  time = BEGIN + LEASE_MS;
  await turn.done;
  expect(turn.hasRun()).toBe(true);
});

it("keeps the turn of one that takes long, for as long as its process lives", async () => {
  let end = (): void => undefined;
  const long = open().inTurn(shop, () => new Promise<void>((ended) => (end = ended)));
  const lease = async () => (await documents.get({ shop, key }))?.value;
  await expect.poll(lease).toMatchObject({ until: BEGIN + LEASE_MS });
  const other = open();
  const turn = ask(other);
  for (let later = 1; later <= 3; later += 1) {
    time = BEGIN + later * (LEASE_MS - 1);
    await expect.poll(lease).toMatchObject({ until: time + LEASE_MS });
    await looksAgain(other);
    expect(turn.hasRun()).toBe(false);
  }
  end();
  await long;
  await turn.done;
  expect(await lease()).toBeNull();
});

it("gives the turn back when what ran has failed, and of one shop it keeps no other waiting", async () => {
  const one = open();
  await expect(one.inTurn(shop, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await one.inTurn(shop, () => open().inTurn("two.myshopify.com", async () => undefined));
});
