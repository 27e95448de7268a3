'use client'

export type SelectionProps = {
  selection?: ReadonlySet<string>
  onSelectionChange?: (selection: Set<string>) => void
}

/** Which rows are chosen, and how to change that; the caller keeps the state. Null: rows cannot be chosen. */
export function useSelection({ selection = new Set(), onSelectionChange }: SelectionProps, ids: readonly string[]) {
  if (!onSelectionChange) return null
  const change = (changed: readonly string[], isOn: boolean) => {
    const next = new Set(selection)
    for (const id of changed) isOn ? next.add(id) : next.delete(id)
    onSelectionChange(next)
  }
  const chosen = ids.filter((id) => selection.has(id)).length
  return {
    has: (id: string) => selection.has(id),
    set: (id: string, isOn: boolean) => change([id], isOn),
    isAll: ids.length > 0 && chosen === ids.length,
    isSome: chosen > 0,
    onToggleAll: (isOn: boolean) => change(ids, isOn),
  }
}
