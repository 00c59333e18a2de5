export * from "./ambient.ts";
export * from "./blob-store.ts";
export * from "./image-generator.ts";
export * from "./image-lab.ts";
export * from "./job-queue.ts";
export * from "./outbox.ts";
export * from "./record-store.ts";
