import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { programOnPath } from "../../programs.ts";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For NODE_EXTRA_CA_CERTS: the certificate vouches for itself. */
  readonly caFile: string;
}

export const opensslAvailable = (): boolean => programOnPath("openssl") !== undefined;

/** A certificate for these host names, written into a folder. Names may begin with `*.`. */
export async function makeCertificate(folder: string, hosts: readonly string[]): Promise<Certificate> {
  const openssl = programOnPath("openssl");
  if (openssl === undefined) throw new Error("openssl is not installed");
  const keyFile = join(folder, "shopify-key.pem");
  const caFile = join(folder, "shopify-ca.pem");
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  await promisify(execFile)(openssl, [
    ..."req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 30".split(" "),
    ...["-subj", "/CN=Shopify of the tests", "-addext", `subjectAltName=${names}`],
    ...["-keyout", keyFile, "-out", caFile],
  ]);
  const [key, cert] = await Promise.all([readFile(keyFile, "utf8"), readFile(caFile, "utf8")]);
  return { key, cert, caFile };
}
