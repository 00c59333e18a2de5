import { describe, expect, it } from "vitest";
import { rejectedAmong } from "./rejected-among.ts";

const images = [
  { id: "a", review: "rejected" },
  { id: "b", review: "approved" },
] as const;

describe("what was rejected among images", () => {
  it("is known of those that are shown without asking", async () => {
    const elsewhere = () => Promise.reject(new Error("Nobody is to be asked"));
    expect([...(await rejectedAmong(["a", "b"], { images, elsewhere }))]).toEqual(["a"]);
  });

  it("is asked for of other pages, and what was decided here a moment ago counts more", async () => {
    const elsewhere = async () => ["b", "c", "not ticked"];
    expect([...(await rejectedAmong(["a", "b", "c", "d"], { images, elsewhere }))]).toEqual(["a", "c"]);
  });
});
