import { cx } from './class-names.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-solid'
export type ButtonSize = 'sm' | 'md'

const base =
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-sm font-medium transition-colors duration-(--duration-fast) [&_svg]:size-3.5 [&_svg]:shrink-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 disabled:inset-ring-line disabled:shadow-none'

const edge =
  'inset-ring inset-ring-line-strong shadow-control bg-surface hover:bg-hover active:bg-pressed data-pressed:bg-pressed'

const looks: Record<ButtonVariant, string> = {
  primary:
    'bg-accent text-accent-ink inset-ring inset-ring-accent-edge shadow-control hover:bg-accent-hover active:bg-accent-hover',
  secondary: cx(edge, 'text-ink [&_svg]:text-ink-2'),
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink active:bg-pressed data-pressed:bg-pressed aria-expanded:bg-hover',
  danger: cx(edge, 'text-failure'),
  'danger-solid': 'bg-failure text-ink-on-solid hover:opacity-90 active:opacity-80',
}

/** Class names of a button: shared by buttons, links that look like buttons and menu triggers. */
export function buttonStyles(look: { variant?: ButtonVariant; size?: ButtonSize; square?: boolean; block?: boolean }) {
  const { variant = 'secondary', size = 'sm', square = false, block = false } = look
  const height = size === 'sm' ? 'h-7' : 'h-8'
  const width = square ? (size === 'sm' ? 'w-7' : 'w-8') : size === 'sm' ? 'px-2.5' : 'px-3.5'
  return cx(base, looks[variant], height, width, square && '[&_svg]:size-4', block && 'w-full')
}
