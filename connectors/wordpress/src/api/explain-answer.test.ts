import { expect, it } from "vitest";
import { explainAnswer } from "./explain-answer.ts";

const refused = (code: string, message: string) =>
  explainAnswer({
    site: "https://blog.example",
    status: 500,
    contentType: "application/json",
    text: "",
    json: { code, message, data: { status: 500 } },
    retryAfterMs: undefined,
    location: null,
  }).code;

it.each(["rest_upload_unknown_error", "rest_upload_sideload_error", "assetql_storage_full"])(
  "%s may pass when it is about the month's folder, which the first uploads make at the same moment",
  (code) => {
    const folder = "Verzeichnis wp-content/uploads/2026/11 konnte nicht erstellt werden.";
    expect(refused(code, folder)).toBe("unavailable");
    expect(refused(code, "Sorry.")).not.toBe("unavailable");
  },
);
