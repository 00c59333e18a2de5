import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { whyNoMounts } from "../../support/mounts.ts";
import { skippedBecause } from "../../support/programs.ts";
import { type Editor, withoutMono } from "./disk-program.ts";
import { checksum, commit, DRAGON, Project, PULL, picture, SECOND_PULL, send, stage } from "./project.ts";

const OTHER_DISK = "/dev/shm";
const withoutDisk = skippedBecause(
  "a project on two disks",
  existsSync(OTHER_DISK) ? undefined : `there is no ${OTHER_DISK}`,
);
const withoutMounts = skippedBecause("a disk that fills", whyNoMounts());

/**
 * Makes a disk of 40 MB at $0, runs "$@" there, and does meanwhile what files in the folder $1 ask for. A file that is
 * done goes.
 */
const ON_A_SMALL_DISK = `
folder="$1"; shift
mount -t tmpfs -o size=40m none "$0" && mkdir "$0/Assets" || exit 1
exec 3<&0; "$@" <&3 & program=$!
while kill -0 $program 2>/dev/null; do
  if [ -e "$folder/full" ]; then head -c 39000000 /dev/zero >"$0/big"; cat /dev/zero >"$0/rest" 2>/dev/null; truncate -s -300000 "$0/rest"; rm "$folder/full"; fi
  if [ -e "$folder/empty" ]; then rm "$0/big" "$0/rest" "$folder/empty"; fi
  if [ -e "$folder/fixed" ]; then mount -o remount,ro "$0"; rm "$folder/fixed"; fi
  if [ -e "$folder/writable" ]; then mount -o remount,rw "$0"; rm "$folder/writable"; fi
  sleep 0.05
done
`;

describe.skipIf(withoutMono || withoutDisk)("a project whose Library is on another disk", () => {
  let project: Project;
  let library: string;

  beforeEach(async () => {
    project = await Project.make();
    library = await mkdtemp(join(OTHER_DISK, "assetql-library-"));
    await symlink(library, project.path("Library"));
  });
  afterEach(async () => {
    await project.remove();
    await rm(library, { recursive: true, force: true });
  });

  it("is pulled into, and back, all the same", async () => {
    const editor = await project.open();
    const first = picture();
    const second = picture();
    const { guid } = await stage(editor, first);
    expect(await commit(editor)).toEqual({ failed: [] });
    await stage(editor, second, { pullId: SECOND_PULL, image: "sha256:two" });
    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });
    expect(await project.read(DRAGON)).toEqual(second);

    const undo = { pullId: SECOND_PULL, externalId: "ast_dragon", guid, remove: false };
    await editor.call("import.restore", { ...undo, fields: { image: "sha256:one" } });

    expect(await project.read(DRAGON)).toEqual(first);
    expect((await project.assets()).filter((path) => path.includes(".tmp"))).toEqual([]);
  });
});

describe.skipIf(withoutMono || withoutMounts)("a project on a small disk", () => {
  let project: Project;
  let editor: Editor;
  const image = picture(1_500_000);
  const content = { bytes: image.byteLength, crc32: checksum(image) };
  const offer = { transfer: 1, ...content, pullId: PULL, externalId: "ast_dragon", path: DRAGON };

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open({
      within: ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, project.root, project.folder],
    });
  });
  afterEach(() => project.remove());

  /** Has the disk changed from within its namespace. */
  async function make(what: "full" | "empty" | "fixed" | "writable"): Promise<void> {
    await project.write(`../${what}`, "");
    await expect.poll(() => existsSync(join(project.folder, what))).toBe(false);
  }

  it("that fills ends the transfer, has nothing in Assets, and goes on when there is room", async () => {
    await editor.call("files.offer", offer);
    await make("full");

    const sent = send(editor, image);

    await expect(sent).rejects.toMatchObject({ code: "disk-full" });
    await expect(sent).rejects.toThrow(/Make room/);
    expect(await editor.ask({ do: "assets" })).toEqual([]);
    await make("empty");
    const again = await stage(editor, image);
    expect(again.offset).toBeGreaterThan(0);
    expect(again.offset).toBeLessThan(image.byteLength);
    expect(await commit(editor)).toEqual({ failed: [] });
    expect(await editor.ask({ do: "assets" })).toContain(DRAGON);
  });

  it("that fills during the commit has nothing half of it", async () => {
    await stage(editor, image);
    await stage(editor, image, { externalId: "ast_mana", path: DRAGON.replace("dragon", "mana") });
    await make("full");

    const { failed } = await commit(editor, ["ast_dragon", "ast_mana"]);

    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(["disk-full"]));
    const left: string[] = await editor.ask({ do: "assets" });
    const isHalf = (path: string): boolean =>
      path.endsWith(".tmp") || (path.endsWith(".png.meta") && !left.includes(path.replace(/\.meta$/, "")));
    expect(left.filter(isHalf)).toEqual([]);
    await make("empty");
    expect(await commit(editor, ["ast_dragon", "ast_mana"])).toEqual({ failed: [] });
    expect(
      (await editor.call("project.observe", { references: [{ externalId: "ast_mana", guid: null }] })).found,
    ).toMatchObject([{ fields: { image: "sha256:one" } }]);
  });

  it("that may not be written is told of, and is written later", async () => {
    await stage(editor, image);
    await make("fixed");

    const { failed } = await commit(editor);

    expect(failed).toMatchObject([{ code: "permission-denied", externalId: "ast_dragon" }]);
    await make("writable");
    expect(await commit(editor)).toEqual({ failed: [] });
  });
});
