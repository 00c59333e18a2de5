import type { DiskProject, EditorProject } from "../../support/unity/index.ts";

export interface GatedProject extends EditorProject {
  /** Resolves when so many bytes have been written. */
  untilWritten(bytes: number): Promise<void>;
  /** From then on nothing more is written. */
  close(): void;
  open(): void;
}

/** A project whose disk can be stopped in the middle of a pull, so that there is a middle on machines of any speed. */
export function gated(project: DiskProject, bytesBeforeItCloses: number): GatedProject {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  let written = 0;
  let waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];
  const close = (): void => {
    gate = Promise.withResolvers<void>();
  };
  let isArmed = true;
  return {
    checkout: project.checkout,
    name: project.name,
    answer: (name, params) => project.answer(name, params),
    async receive(header, content) {
      await gate.promise;
      const isOurs = await project.receive(header, content);
      written += content.byteLength;
      for (const { bytes, resolve } of waiting) if (written >= bytes) resolve();
      waiting = waiting.filter(({ bytes }) => written < bytes);
      if (isArmed && written >= bytesBeforeItCloses) {
        isArmed = false;
        close();
      }
      return isOurs;
    },
    untilWritten(bytes) {
      return new Promise((resolve) => {
        if (written >= bytes) resolve();
        else waiting.push({ bytes, resolve });
      });
    },
    close,
    open: () => gate.resolve(),
  };
}
