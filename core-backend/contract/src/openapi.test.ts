import { describe, expect, it } from "vitest";
import { operations, problemCatalogue } from "./index.ts";
import { openApiDocument } from "./openapi.ts";

describe("openApiDocument", () => {
  const document = openApiDocument({ version: "0.1.0" });

  it("describes every operation under its path and method", () => {
    for (const { id, path, method } of Object.values(operations)) {
      const described = document.paths?.[path]?.[method.toLowerCase() as "get"];
      expect(described?.operationId).toBe(id);
      expect(Object.keys(described?.responses ?? {}).length).toBeGreaterThan(1);
    }
  });

  it("names each resource once, as a component", () => {
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      expect.arrayContaining(["Batch", "Asset", "Task", "StyleProfile", "Export", "Problem"]),
    );
  });

  it("lists the problems of an operation by their codes", () => {
    const responses = document.paths?.["/api/v1/batches"]?.post?.responses ?? {};
    expect(JSON.stringify(responses["422"])).toContain("input-invalid");
    expect(JSON.stringify(responses["401"])).toContain("unauthenticated");
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

describe("problemCatalogue", () => {
  it("has error statuses only", () => {
    for (const { status } of Object.values(problemCatalogue)) expect(status).toBeGreaterThanOrEqual(400);
  });
});
