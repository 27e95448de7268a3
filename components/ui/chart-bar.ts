/** One bar. `label` names the span ("10:42 to 10:47"), `tick` is what the axis shows ("10:42"). */
export type ChartBar = { id: string; label: string; tick: string; success: number; retried: number; failure: number }

export function total(bar: ChartBar): number {
  return bar.success + bar.retried + bar.failure
}
