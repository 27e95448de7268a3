/** Every status with its own silhouette. Shape first, colour second. */
export type StatusKind =
  | 'success'
  | 'failure'
  | 'retrying'
  | 'waiting'
  | 'cancelled'
  | 'warning'
  | 'disabled'
  | 'backlog'
  | 'rejected'
  | 'received'

type Tone = { text: string; solid: string; soft: string; bar: string }

const failure: Tone = {
  text: 'text-failure',
  solid: 'text-failure-solid',
  soft: 'bg-failure-soft',
  bar: 'border-failure-solid',
}
const warning: Tone = {
  text: 'text-warning',
  solid: 'text-warning-solid',
  soft: 'bg-warning-soft',
  bar: 'border-warning-solid',
}
const neutral: Tone = { text: 'text-ink-2', solid: 'text-ink-3', soft: 'bg-sunken', bar: 'border-ink-3' }

/** Text, glyph, fill and bar classes of a status. */
export const statusTone: Record<StatusKind, Tone> = {
  success: {
    text: 'text-success',
    solid: 'text-success-solid',
    soft: 'bg-success-soft',
    bar: 'border-success-solid',
  },
  failure,
  rejected: failure,
  retrying: {
    text: 'text-retrying',
    solid: 'text-retrying-solid',
    soft: 'bg-retrying-soft',
    bar: 'border-retrying-solid',
  },
  waiting: {
    text: 'text-waiting',
    solid: 'text-waiting-solid',
    soft: 'bg-waiting-soft',
    bar: 'border-waiting-solid',
  },
  cancelled: {
    text: 'text-cancelled',
    solid: 'text-cancelled-solid',
    soft: 'bg-cancelled-soft',
    bar: 'border-cancelled-solid',
  },
  warning,
  backlog: warning,
  disabled: neutral,
  received: neutral,
}

/** The word beside the glyph unless the page says something more exact ("Failing", "Slow"). */
export const statusWord: Record<StatusKind, string> = {
  success: 'Delivered',
  failure: 'Failed',
  retrying: 'Retrying',
  waiting: 'Waiting',
  cancelled: 'Cancelled',
  warning: 'Warning',
  disabled: 'Disabled',
  backlog: 'Backlog',
  rejected: 'Rejected',
  received: 'Received',
}
