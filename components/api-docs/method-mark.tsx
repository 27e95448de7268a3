/** `GET`, as wide as the longest method so that paths line up. */
export function MethodMark({ method }: { method: string }) {
  return <span className="mono w-13 shrink-0 font-medium text-2xs text-ink-2">{method}</span>
}
