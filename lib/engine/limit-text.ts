/** A text that Postgres can store: no NUL, and at most `maxBytes` of UTF-8, cut between characters. */
export function limitText(text: string, maxBytes: number): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
  if (clean.length * 3 <= maxBytes || Buffer.byteLength(clean) <= maxBytes) return clean
  const bytes = Buffer.from(clean)
  let end = maxBytes
  // 10xxxxxx continues a character
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
