import type { Option } from './option.ts'

export type FilterProps = {
  /** What is filtered: "State", "Event type". */
  label: string
  options: readonly Option[]
  value: readonly string[]
  onChange: (value: string[]) => void
  /** Only one value at a time. */
  isSingle?: boolean
  /** For options that come from the server: what is typed in the popover. */
  onSearch?: (text: string) => void
}
