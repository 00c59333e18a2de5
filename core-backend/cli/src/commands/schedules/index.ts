import type { Command } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { addInputOptions } from "../batch/input-options.ts";
import { deleteSchedule, pauseSchedule, resumeSchedule, runSchedule } from "./change.ts";
import { createSchedule, createScheduleOptions } from "./create.ts";
import { listSchedules, listSchedulesOptions, showSchedule } from "./read.ts";

const noOptions = z.object({});

export function registerSchedules(program: Command, context: CliContext): void {
  const schedules = program
    .command("schedules")
    .description("batches that are made at a time, or again and again");
  registerCreate(schedules, context);
  registerReading(schedules, context);
  registerChanges(schedules, context);
}

function registerCreate(schedules: Command, context: CliContext): void {
  const create = schedules
    .command("create")
    .description("have a batch made at a time, or again and again")
    .option("--name <name>", "name of the schedule and its batches (default: the CSV file's name)")
    .option(
      "--cron <expression>",
      'recurring: minute, hour, day of the month, month and day of the week, as in "30 7 * * MON-FRI"',
    )
    .option("--time-zone <zone>", "in which --cron is read, as in Europe/Berlin (default: this machine's)")
    .option(
      "--at <time>",
      "once: 2026-12-24T18:00 in this machine's time, or with Z or an offset such as +02:00",
    );
  addInputOptions(create).action(handler(context, createScheduleOptions, createSchedule));
}

function registerReading(schedules: Command, context: CliContext): void {
  schedules
    .command("list")
    .description("schedules with their next run in this machine's time, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listSchedulesOptions, listSchedules));
  schedules
    .command("show")
    .description("a schedule with its next run, its last one and what went wrong then")
    .argument("<schedule>", "id or name")
    .action(handler(context, noOptions, showSchedule));
}

function registerChanges(schedules: Command, context: CliContext): void {
  schedules
    .command("pause")
    .description("make no batches until it is resumed")
    .argument("<schedule>", "id or name")
    .action(handler(context, noOptions, pauseSchedule));
  schedules
    .command("resume")
    .description("make batches again from the next planned time on")
    .argument("<schedule>", "id or name")
    .action(handler(context, noOptions, resumeSchedule));
  schedules
    .command("run")
    .description("make its batch now, whatever its times")
    .argument("<schedule>", "id or name")
    .action(handler(context, noOptions, runSchedule));
  schedules
    .command("delete")
    .description("delete a schedule; the batches it made stay")
    .argument("<schedule>", "id or name")
    .action(handler(context, noOptions, deleteSchedule));
}
