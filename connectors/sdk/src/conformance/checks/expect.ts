import assert from "node:assert/strict";
import type { Change, PublishableAsset, Snapshot } from "@assetql/contract";
import { fieldOf, isSame } from "../../compare/index.ts";
import type { Rig } from "../rig.ts";

/** Every change ended so; the first that did not is told with its problem. */
export function assertStates(changes: readonly Change[], state: Change["state"], count: number): void {
  for (const { title, state: is, problem } of changes) {
    assert.equal(
      is,
      state,
      `${title} is ${is}: ${problem ? `${problem.code}: ${problem.detail}` : "no problem"}`,
    );
  }
  assert.equal(changes.length, count, "as many changes as assets");
}

export function assertKinds(changes: readonly Change[], kind: Change["kind"]): void {
  for (const change of changes) {
    assert.equal(change.kind, kind, `${change.title} is planned as ${change.kind}: ${explain(change)}`);
  }
}

const explain = ({ fields, reason }: Change): string =>
  [reason ?? "", ...fields.filter(({ outcome }) => outcome !== "same").map(describeField)].join(" ");

const describeField = ({ name, ours, theirs, outcome }: Change["fields"][number]): string =>
  `${name} (${outcome}): ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)};`;

/** Two snapshots, field by field; a field that is not named is null. */
export function assertSameSnapshot(actual: Snapshot, expected: Snapshot, when: string): void {
  for (const name of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    const [is, was] = [fieldOf(actual, name), fieldOf(expected, name)];
    assert.ok(isSame(is, was), `${when}: ${name} is ${JSON.stringify(is)}, not ${JSON.stringify(was)}`);
  }
}

/** A plan over what was just applied finds nothing to do. */
export async function assertNothingLeft(rig: Rig, when: string): Promise<void> {
  const again = await rig.plan();
  for (const change of again) {
    assert.equal(change.kind, "skip", `${when}, a second plan has nothing to do, but: ${explain(change)}`);
  }
}

export async function snapshots(rig: Rig, assets: readonly PublishableAsset[]): Promise<Snapshot[]> {
  return Promise.all(assets.map((asset) => rig.snapshot(asset)));
}

/** Publishes the assets 1 to `count`. */
export async function publish(rig: Rig, count: number): Promise<PublishableAsset[]> {
  const assets = Array.from({ length: count }, (_, index) => rig.put(index + 1));
  await rig.plan();
  assertStates(await rig.apply(), "applied", count);
  return assets;
}

export function changeOf(changes: readonly Change[], { id }: PublishableAsset): Change {
  const found = changes.find(({ assetId }) => assetId === id);
  assert.ok(found, `there is a change of ${id}`);
  return found;
}

/** What is at the target because of an asset. */
export function remoteIdOf(rig: Rig, { id }: PublishableAsset): string {
  const remoteId = rig.hub.links.get(id)?.remoteId;
  assert.ok(remoteId, `the receipt of ${id} names what is at the target`);
  return remoteId;
}
