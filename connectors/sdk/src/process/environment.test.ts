import { expect, it } from "vitest";
import { z } from "zod";
import { readEnvironment, SettingsError, variable } from "./environment.ts";

const schema = z
  .object({
    HUB: variable(z.url("must be an address")),
    SECRET: variable(z.string().min(8, "is too short")),
    PORT: variable(z.coerce.number("must be a number").default(80)),
    TABLE: variable(z.string().optional()),
    REGION: variable(z.string().optional()),
  })
  .superRefine(({ TABLE, REGION }, context) => {
    if (TABLE === undefined || REGION !== undefined) return;
    context.addIssue({ code: "custom", path: ["REGION"], message: "is missing: it says where the table is" });
  });
const good = { HUB: "https://hub.example", SECRET: "long enough", OTHER: "of somebody else" };

const wordsOf = (variables: Record<string, string>): string[] => {
  try {
    readEnvironment(schema, variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split("\n");
    throw error;
  }
  throw new Error("This environment was taken");
};

it("reads what its schema has, and takes an empty variable for none", () => {
  const { OTHER: _, ...own } = good;
  expect(readEnvironment(schema, { ...good, PORT: "", TABLE: "" })).toEqual({ ...own, PORT: 80 });
  expect(readEnvironment(schema, { ...good, PORT: "81" })).toMatchObject({ PORT: 81 });
});

it("names every variable that is wrong or missing, once, and repeats no value", () => {
  expect(wordsOf({ HUB: "", SECRET: "hunter2", PORT: "many" })).toEqual([
    "The environment is not right:",
    "  HUB is missing",
    "  SECRET is too short",
    "  PORT must be a number",
  ]);
});

it("lets a schema say why a variable is needed", () => {
  expect(wordsOf({ ...good, TABLE: "documents" })).toEqual([
    "The environment is not right:",
    "  REGION is missing: it says where the table is",
  ]);
});
