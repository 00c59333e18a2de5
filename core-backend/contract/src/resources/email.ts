import { z } from "zod";

/** As zod's own pattern, with the lengths of RFC 5321: 64 before the `@`, 63 a label after it. */
const EMAIL =
  /^[A-Za-z0-9_+-](?:[A-Za-z0-9_'+-]|\.(?=[^.@])){0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

export const emailSchema = z.email({ pattern: EMAIL }).max(200);
