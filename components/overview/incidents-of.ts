import { formatClock } from '#lib/format.ts'
import type { Attention } from '#lib/queries/overview.ts'

/** Something that began, for the chart. */
export type Incident = { readonly at: string; readonly text: string }

/** When consumers began to fail, the newest first: "13:42 T2K mirror starts to answer 401". */
export function incidentsOf(attention: readonly Attention[]): readonly Incident[] {
  return attention
    .filter(({ kind }) => kind === 'failing')
    .flatMap(({ at, name, statusCode }) => {
      if (at === null) return []
      const what = statusCode ? `starts to answer ${statusCode}` : 'starts to fail'
      return [{ at, text: `${formatClock(at, 'local').slice(0, 5)} ${name} ${what}` }]
    })
    .sort((left, right) => right.at.localeCompare(left.at))
}
