/** Why more waits for a consumer than goes out, and what to do about it. */
export function explainBacklog(rate: number | null): { sentence: string; advice: string } {
  return rate === null
    ? {
        sentence: 'More comes in than it takes: it answers slowly.',
        advice: 'Return 2xx first, then do the work.',
      }
    : {
        sentence: `More comes in than the rate limit of ${rate}/s lets out.`,
        advice: 'Raise the limit, or let it drain.',
      }
}
