import { ConnectorError } from "@assetql/connector-sdk";

/** Codes of Node's TLS for certificates that cannot be trusted. */
const certificateCodes =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_CA)/;

/** What a request that got no answer failed of: certificates by name, whatever else as it came. */
export function explainFailure(error: unknown, site: string): unknown {
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth += 1) {
    if (one instanceof ConnectorError && one.code === "certificate-invalid") return one;
    if ("code" in one && typeof one.code === "string" && certificateCodes.test(one.code)) {
      const detail = `The certificate of ${site} cannot be trusted (${one.code}). Have it renewed, or correct the address; until then nothing is sent there.`;
      return new ConnectorError("certificate-invalid", detail, { cause: error });
    }
  }
  return error;
}
