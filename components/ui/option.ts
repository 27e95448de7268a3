import type { ReactNode } from 'react'

/** One entry of a select, a combo-box or a filter. */
export type Option = {
  value: string
  label: string
  /** Glyph or icon before the label. */
  icon?: ReactNode
  /** Count or note at the right. */
  detail?: ReactNode
  mono?: boolean
}
