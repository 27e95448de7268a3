/** Text for a `like` pattern in which `%` and `_` mean themselves. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
