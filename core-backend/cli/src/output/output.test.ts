import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { formatBytes, formatSeconds } from "./format.ts";
import { formatHistogram, scoreBins, textBar } from "./histogram.ts";
import { formatProblems } from "./problems.ts";
import { type BatchProgress, createProgress } from "./progress.ts";
import { formatFacts, formatTable, type TableColumn } from "./table.ts";
import { createTerminal, type Terminal } from "./terminal.ts";
import { displayWidth, plain, truncate } from "./text.ts";

const bare: Pick<Terminal, "columns" | "paint"> = { columns: undefined, paint: (_tone, text) => text };

describe("formatTable", () => {
  interface Row {
    readonly title: string;
    readonly count: number;
  }
  const columns: readonly TableColumn<Row>[] = [
    { title: "Title", value: (row) => row.title, shrinks: true },
    { title: "Count", value: (row) => String(row.count), align: "right" },
  ];
  const rows = [
    { title: "A mug with a very long name", count: 7 },
    { title: "碗", count: 12 },
  ];

  it("aligns columns by what a terminal shows", () => {
    expect(formatTable(bare, columns, rows).split("\n")).toEqual([
      "Title                        Count",
      "A mug with a very long name      7",
      "碗                              12",
    ]);
  });

  it("cuts only what may shrink, to the terminal's width", () => {
    const lines = formatTable({ ...bare, columns: 20 }, columns, rows).split("\n");
    expect(lines[1]).toBe("A mug with a…      7");
    expect(Math.max(...lines.map(displayWidth))).toBe(20);
  });

  it("leaves out spare columns, the last first, before others are cut beyond reading, and says which", () => {
    const wide: readonly TableColumn<Row>[] = [
      ...columns,
      { title: "Made", value: () => "2026-03-01", spare: true },
      { title: "Checked", value: () => "2026-03-02", spare: true },
    ];
    const at = (width: number) => formatTable({ ...bare, columns: width }, wide, rows).split("\n");
    expect(at(80)[0]).toBe("Title                        Count  Made        Checked");
    expect(at(30).slice(1)).toEqual([
      "A mug with…      7  2026-03-01",
      "碗              12  2026-03-01",
      "There is no room for: Checked. --json has all.",
    ]);
    expect(at(17)).toEqual([
      "Title       Count",
      "A mug wit…      7",
      "碗             12",
      "There is no room for: Made, Checked. --json has all.",
    ]);
    expect(formatTable(bare, wide, rows)).toContain("Checked");
  });

  it("has no column that says nothing in any row, and no heading fewer where there is no row", () => {
    const sparse: readonly TableColumn<Row>[] = [{ title: "SKU", value: () => "" }, ...columns];
    expect(formatTable(bare, sparse, rows).split("\n")[0]).toBe("Title                        Count");
    expect(formatTable(bare, sparse, [])).toBe("SKU  Title  Count");
  });

  it("never lets data steer the terminal", () => {
    const table = formatTable(bare, columns, [{ title: "red\u001b[31m\nnext", count: 1 }]);
    expect(table).not.toContain("\u001b");
    expect(table.split("\n")).toHaveLength(2);
  });
});

describe("formatFacts", () => {
  it("goes on below where a sentence is wider than the terminal, and leaves pipes whole lines", () => {
    const facts = [["About", "Posts and pages as rows; images into the library"]] as const;
    expect(formatFacts({ ...bare, columns: 40 }, facts).split("\n")).toEqual([
      "About  Posts and pages as rows; images",
      "       into the library",
    ]);
    expect(formatFacts(bare, facts).split("\n")).toHaveLength(1);
  });
});

describe("text", () => {
  it("cuts between characters as people count them", () => {
    expect(truncate("café au lait", 6)).toBe("café…");
    expect(displayWidth("👩‍🍳")).toBe(2);
    expect(plain("a\tb\r\nc")).toBe("a b c");
  });
});

describe("histogram", () => {
  it("has bins as narrow as twelve of them allow", () => {
    expect(scoreBins([0.91, 0.9199, 0.93])).toEqual([
      { from: 0.91, to: 0.92, count: 2 },
      { from: 0.92, to: 0.93, count: 0 },
      { from: 0.93, to: 0.94, count: 1 },
    ]);
    expect(scoreBins([0.8, 0.95]).map(({ from }) => from)).toEqual([
      0.8, 0.825, 0.85, 0.875, 0.9, 0.925, 0.95,
    ]);
    expect(scoreBins([0, 1])).toHaveLength(20);
    expect(scoreBins([])).toEqual([]);
  });

  it("puts a score on an edge into the upper bin, and 1 into the last", () => {
    for (const score of [0.29, 0.57, 0.58, 0.85])
      expect(scoreBins([score])).toMatchObject([{ from: score, count: 1 }]);
    expect(scoreBins([1])).toEqual([{ from: 0.99, to: 1, count: 1 }]);
  });

  it("draws bars to an eighth of a column", () => {
    expect(textBar(0.5, 4)).toBe("██");
    expect(textBar(1 / 32, 4)).toBe("▏");
    expect(textBar(2, 4)).toBe("████");
  });

  it("shows the gate below the bin that passes it", () => {
    const lines = formatHistogram({ ...bare, columns: 34 }, [0.87, 0.86, 0.86, 0.84], 0.85).split("\n");
    expect(lines).toEqual([
      "0.87–0.88    █████      1",
      "0.86–0.87    ██████████ 2",
      "0.85–0.86               0",
      "  gate 0.85 ┄┄┄",
      "0.84–0.85    █████      1",
    ]);
  });
});

describe("formatProblems", () => {
  it("says where each is, one a line", () => {
    const common = { code: "x", severity: "error" } as const;
    const text = formatProblems([
      { ...common, source: "csv", row: 17, line: 20, column: "sku", message: "is empty" },
      { ...common, source: "csv", line: 3, message: "a quote is not closed" },
      { ...common, source: "template", line: 1, offset: 5, message: "there is no column \u001b[2J" },
      { ...common, source: "request", path: "config.width", message: "is too large", severity: "warning" },
    ]);
    expect(text.split("\n")).toEqual([
      '  row 17, column "sku": is empty',
      "  line 3: a quote is not closed",
      "  template, line 1, character 5: there is no column ",
      "  config.width: warning: is too large",
    ]);
  });
});

describe("format", () => {
  it("shows times and sizes as people say them", () => {
    expect([0.42, 7, 59.6, 125, 7_500].map(formatSeconds)).toEqual([
      "0.4 s",
      "7 s",
      "1 min",
      "2 min 5 s",
      "2 h 5 min",
    ]);
    expect([999, 1_500, 999_700, 2_345_678].map(formatBytes)).toEqual(["999 B", "2 kB", "1.0 MB", "2.3 MB"]);
  });
});

describe("terminal and progress", () => {
  function capture(tty: boolean) {
    const written: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
    return { written, stream: Object.assign(stream, { isTTY: tty, columns: 60 }) };
  }
  const half: BatchProgress = {
    status: "processing",
    totalTasks: 4,
    completedTasks: 2,
    failedTasks: 1,
    retryingTasks: 1,
    estimatedCompletion: 65_000,
  };

  it("keeps stdout for the JSON document", () => {
    const [out, err] = [capture(true), capture(true)];
    const terminal = createTerminal({
      stdout: out.stream,
      stderr: err.stream,
      machine: true,
      noColour: false,
    });
    terminal.say("for people");
    terminal.result({ id: 1 }, () => "one");
    expect(out.written.join("")).toBe('{"id":1}\n');
    expect(err.written.join("")).toBe("for people\n");
  });

  it("colours on a terminal alone, and not against NO_COLOR", () => {
    const painted = (tty: boolean, noColour: boolean) =>
      createTerminal({
        stdout: capture(tty).stream,
        stderr: capture(tty).stream,
        machine: false,
        noColour,
      }).paint("good", "yes");
    expect(painted(true, false)).toBe("\u001b[32myes\u001b[39m");
    expect(painted(true, true)).toBe("yes");
    expect(painted(false, false)).toBe("yes");
  });

  it("prints a line every few seconds where there is no terminal", () => {
    const err = capture(false);
    const terminal = createTerminal({
      stdout: capture(false).stream,
      stderr: err.stream,
      machine: false,
      noColour: false,
    });
    let now = 0;
    const progress = createProgress(terminal, () => now);
    progress.update(half);
    now = 1_000;
    progress.update({ ...half, completedTasks: 3, retryingTasks: 0, estimatedCompletion: null });
    progress.stop();
    expect(err.written).toEqual([
      "  2/4 done  1 failed  1 retrying  about 1 min 5 s left\n",
      "  3/4 done  1 failed  0 retrying\n",
    ]);
  });

  it("draws a bar on a terminal", () => {
    const err = capture(true);
    const terminal = createTerminal({
      stdout: capture(true).stream,
      stderr: err.stream,
      machine: false,
      noColour: false,
    });
    const progress = createProgress(terminal);
    progress.update(half);
    progress.stop();
    expect(err.written.join("")).toContain("50%  2/4 done  1 failed");
  });
});
