import { type CreateExport, type InputProblem, ProblemError } from "@assetql/contract";
import { checkExportOptions, ExportError } from "@assetql/export-formats";

/**
 * Refuses options that the platform has no use for or can't follow, before an export is queued. Throws the problem
 * `request-invalid`, which names the option.
 */
export function assertOptionsFit({ platform, options }: Pick<CreateExport, "platform" | "options">): void {
  try {
    checkExportOptions(platform, options);
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    const problem: InputProblem = {
      code: error.code,
      severity: "error",
      source: "request",
      message: error.message,
      ...(error.option === undefined ? {} : { path: `options.${error.option}` }),
    };
    throw new ProblemError("request-invalid", error.message, [problem]);
  }
}
