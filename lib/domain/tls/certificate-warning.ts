/** From so long before its end a client certificate is worth a warning. */
export const CERTIFICATE_WARNING_MS = 30 * 86_400_000
