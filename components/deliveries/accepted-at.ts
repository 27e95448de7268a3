const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** When a message was accepted, read from its id: the first 48 bits of a UUIDv7 are milliseconds (RFC 9562, 5.7). */
export function acceptedAt(messageId: string): Date {
  const digits = messageId.slice(messageId.lastIndexOf('_') + 1).slice(0, 10)
  return new Date([...digits].reduce((sum, digit) => sum * 32 + Math.max(0, ALPHABET.indexOf(digit)), 0))
}
