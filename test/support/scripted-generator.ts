import type { GenerationRequest, ImageGenerator } from "@assetql/core/ports";

export interface ScriptedGenerator extends ImageGenerator {
  /** What was asked for, in order. */
  readonly requests: readonly GenerationRequest[];
  /** While closed, calls wait for {@link ScriptedGenerator.openGate}. */
  closeGate(): void;
  openGate(): void;
}

/** A generator that answers each call with what `script` gives: an image, or an error that it throws. */
export function createScriptedGenerator(
  script: (request: GenerationRequest, call: number) => Uint8Array,
): ScriptedGenerator {
  const requests: GenerationRequest[] = [];
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  return {
    id: "scripted",
    version: "1",
    describe: () => ({ title: "Scripted", costPerImageUsd: 0.02, isDraft: false, typicalSeconds: 0 }),
    async generate(request) {
      requests.push(request);
      const image = script(request, requests.length);
      await gate.promise;
      return { image, mime: "image/png", seed: request.seed, model: "scripted", attribution: [] };
    },
    async close() {},
    requests,
    closeGate() {
      gate = Promise.withResolvers<void>();
    },
    openGate: () => gate.resolve(),
  };
}
