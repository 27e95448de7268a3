import { shortenUrl } from '#lib/format.ts'

/** What people call a consumer: its description's first line, else its URL as lists show it. */
export function consumerName(consumer: { readonly description: string; readonly url: string }): string {
  return consumer.description.split('\n')[0]?.trim() || shortenUrl(consumer.url)
}
