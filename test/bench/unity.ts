/**
 * `npm run bench:unity [-- --images N] [--bytes N] [--rounds N] [--json]`: pulling images from a running hub through the
 * bridge to a project's disk, with an editor in Node and with the Unity package's client under Mono, beside a bare relay
 * of the same bytes: HTTP → WebSocket → disk. Bridge, hub and editors are processes of their own.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BRIDGE_LIMITS } from "@assetql/contract";
import { programOnPath } from "../support/programs.ts";
import { type Figure, report, rounded } from "./report.ts";
import { startBridgeProcess } from "./unity/bridge-process.ts";
import { type OpenEditor, openMonoEditor, openNodeEditor } from "./unity/editors.ts";
import type { SeededHub } from "./unity/hub-process.ts";
import { dismissed, firstMessage, forgetPeak, forked, memoryOf, timed } from "./unity/processes.ts";

const GOAL = 0.7;
const MOST_MEGABYTES = 150;
const MOST_SECONDS = 2;

interface Kind {
  readonly name: string;
  readonly open: OpenEditor;
  readonly bare: { readonly command: string; readonly args: readonly string[] };
}

interface Place {
  readonly base: string;
  readonly hub: SeededHub;
}

interface Pulled {
  readonly milliseconds: number;
  /** Megabytes above what it had when the plan was made. */
  readonly editorGrew: number;
  readonly bridgeGrew: number;
}

let folders = 0;
const newFolder = (base: string): Promise<string> => mkdtemp(join(base, `${++folders}-`));

async function bare({ base, hub }: Place, { bare: client }: Kind): Promise<number> {
  const relay = forked("bare-relay.ts", [hub.url, hub.apiKey]);
  relay.send([...hub.ids]);
  const port = await firstMessage<number>(relay);
  const folder = await newFolder(base);
  const milliseconds = await timed(client.command, [...client.args, String(port), folder]);
  await dismissed(relay);
  await rm(folder, { recursive: true });
  return milliseconds;
}

async function pull({ base, hub }: Place, { open }: Kind): Promise<Pulled> {
  const folder = await newFolder(base);
  const root = await newFolder(base);
  const bridge = await startBridgeProcess({ hub, folder });
  const editor = await open({ folder, root, hub });
  const idle = { editor: memoryOf(editor.pid).now, bridge: memoryOf(bridge.pid).now };
  forgetPeak(editor.pid);
  forgetPeak(bridge.pid);
  const began = Date.now();
  const { at, files } = await editor.apply();
  if (files !== hub.ids.length) throw new Error(`${files} of ${hub.ids.length} files have come`);
  const grew = {
    editorGrew: memoryOf(editor.pid).peak - idle.editor,
    bridgeGrew: memoryOf(bridge.pid).peak - idle.bridge,
  };
  await editor.close();
  await bridge.stop();
  await rm(root, { recursive: true });
  return { milliseconds: at - began, ...grew };
}

/** The bridge is killed when half has come, and started again. */
async function pullThroughKill({ base, hub }: Place, { open }: Kind) {
  const folder = await newFolder(base);
  const root = await newFolder(base);
  const first = await startBridgeProcess({ hub, folder });
  const editor = await open({ folder, root, hub });
  const applied = editor.apply();
  await editor.half();
  const again = editor.again();
  await first.kill();
  const second = await startBridgeProcess({ hub, folder });
  const seconds = Math.max(0, (await again) - second.listeningAt) / 1_000;
  const { files, received } = await applied;
  if (files !== hub.ids.length) throw new Error(`${files} of ${hub.ids.length} files have come`);
  await editor.close();
  await second.stop();
  await rm(root, { recursive: true });
  return { seconds, twice: received === undefined ? undefined : received - hub.bytes };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measure(place: Place, kind: Kind, rounds: number): Promise<Figure[]> {
  const bareMs: number[] = [];
  const pulled: Pulled[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bareMs.push(await bare(place, kind));
    pulled.push(await pull(place, kind));
  }
  const through = await pullThroughKill(place, kind);
  const ours = median(pulled.map(({ milliseconds }) => milliseconds));
  const perSecond = (milliseconds: number): number => rounded(place.hub.bytes / 1_000 / milliseconds, 1);
  const ratio = rounded(median(bareMs) / ours);
  const grew = Math.max(...pulled.flatMap(({ editorGrew, bridgeGrew }) => [editorGrew, bridgeGrew]));
  const images = place.hub.ids.length;
  return [
    {
      name: `${images} images to a project, ${kind.name}: throughput ÷ a bare relay's`,
      ratio,
      goal: `>= ${GOAL}`,
      pass: ratio >= GOAL,
      detail: {
        megabytesPerSecond: perSecond(ours),
        bareMegabytesPerSecond: perSecond(median(bareMs)),
        bytesEach: Math.round(place.hub.bytes / images),
        seconds: pulled.map(({ milliseconds }) => rounded(milliseconds / 1_000, 1)).join(" "),
        bareSeconds: bareMs.map((milliseconds) => rounded(milliseconds / 1_000, 1)).join(" "),
      },
    },
    {
      name: `${images} images to a project, ${kind.name}: most memory above idle ÷ ${MOST_MEGABYTES} MB`,
      ratio: rounded(grew / MOST_MEGABYTES),
      goal: "<= 1",
      pass: grew <= MOST_MEGABYTES,
      detail: {
        editorMb: rounded(Math.max(...pulled.map(({ editorGrew }) => editorGrew)), 1),
        bridgeMb: rounded(Math.max(...pulled.map(({ bridgeGrew }) => bridgeGrew)), 1),
      },
    },
    {
      name: `bridge killed half-way, ${kind.name}: connected again after it listens ÷ ${MOST_SECONDS} s`,
      ratio: rounded(through.seconds / MOST_SECONDS),
      goal: "<= 1",
      pass: through.seconds <= MOST_SECONDS,
      detail: { seconds: rounded(through.seconds) },
    },
    ...(through.twice === undefined
      ? []
      : [
          {
            name: `bridge killed half-way, ${kind.name}: bytes sent twice ÷ one window`,
            ratio: rounded(through.twice / BRIDGE_LIMITS.windowBytes),
            goal: "<= 1",
            pass: through.twice <= BRIDGE_LIMITS.windowBytes,
            detail: { bytesTwice: through.twice, windowBytes: BRIDGE_LIMITS.windowBytes },
          },
        ]),
  ];
}

/** Without Mono, the package's own client is left out, and it is said. */
function kindsHere(base: string): Kind[] {
  const node: Kind = {
    name: "editor in Node",
    open: openNodeEditor,
    bare: { command: process.execPath, args: [join(import.meta.dirname, "unity/bare-client.ts")] },
  };
  const compiler = programOnPath("mcs");
  const mono = programOnPath("mono");
  if (compiler === undefined || mono === undefined) {
    console.error(
      "Mono is not here (packages mono-mcs and mono-runtime): only the editor in Node is measured.",
    );
    return [node];
  }
  const program = join(base, "BareClient.exe");
  const source = join(import.meta.dirname, "unity/BareClient.cs");
  execFileSync(compiler, ["-langversion:7.2", "-r:System.dll", `-out:${program}`, source]);
  const bareMono = { command: mono, args: [program] };
  return [node, { name: "the package's client under Mono", open: openMonoEditor, bare: bareMono }];
}

const { values } = parseArgs({
  options: {
    images: { type: "string", default: "500" },
    bytes: { type: "string", default: "1500000" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean" },
  },
});
const base = await mkdtemp(join(tmpdir(), "assetql-bench-unity-"));
const hubProcess = forked("hub-process.ts", [values.images, values.bytes]);
try {
  const hub = await firstMessage<SeededHub>(hubProcess);
  const figures: Figure[] = [];
  for (const kind of kindsHere(base))
    figures.push(...(await measure({ base, hub }, kind, Number(values.rounds))));
  report("unity", figures);
} finally {
  await dismissed(hubProcess);
  await rm(base, { recursive: true });
}
