/** What a caller of `assetql` can rely on; also in `--help` and in the README. */
export const exitCodes = {
  ok: 0,
  /** The command ran and did not succeed: a batch or an export failed, a target could not be used, the hub had an error. */
  failure: 1,
  /** The arguments, the files or the environment are wrong; nothing was changed. */
  usage: 2,
  /** No hub answers. */
  unreachable: 3,
  /** SIGINT or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0    done
  1    it failed: a batch or an export ended badly, a target could not be used,
       or the hub had an error
  2    wrong usage or wrong input: nothing was submitted
  3    the hub could not be reached
  130  interrupted`;
