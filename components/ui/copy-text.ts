/** Puts a text on the clipboard. @throws Error that says what to do instead: browsers have none on plain http */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    throw new Error('The browser refused. Select it and copy by keyboard.')
  }
}
