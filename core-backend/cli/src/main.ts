#!/usr/bin/env node
import process from "node:process";
import { interruption } from "./interruption.ts";
import { terminalPrompter } from "./prompter.ts";
import { runCli } from "./run-cli.ts";

// `assetql batch list | head` closes the pipe early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const signal = interruption(process);

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  variables: process.env,
  workingFolder: process.cwd(),
  signal,
  prompter: terminalPrompter({
    input: process.stdin,
    output: process.stderr,
    signal,
    interrupt: () => process.kill(process.pid, "SIGINT"),
  }),
});
