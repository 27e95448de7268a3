import type { ReactNode } from 'react'

export type NavIconName =
  | 'overview'
  | 'consumers'
  | 'event-types'
  | 'logs'
  | 'live'
  | 'companies'
  | 'sources'
  | 'tasks'
  | 'settings'
  | 'more'
  | 'run'

const shapes: Record<NavIconName, ReactNode> = {
  overview: <path d="M2.5 13.5h11M4.5 11V8.5M8 11V3M11.5 11V6" />,
  consumers: (
    <>
      <path d="M4.2 8h7.6M5 8c3.5 0 3-4.5 6.8-4.5M5 8c3.5 0 3 4.5 6.8 4.5" />
      <circle cx="3" cy="8" r="1.3" />
      <circle cx="13" cy="3.5" r="1.2" />
      <circle cx="13" cy="8" r="1.2" />
      <circle cx="13" cy="12.5" r="1.2" />
    </>
  ),
  'event-types': (
    <path d="M6.5 3C5 3 5.2 4.2 5.2 5.3 5.2 6.6 4.6 7.6 3.4 8c1.2.4 1.8 1.4 1.8 2.7 0 1.1-.2 2.3 1.3 2.3M9.5 3c1.5 0 1.3 1.2 1.3 2.3 0 1.3.6 2.3 1.8 2.7-1.2.4-1.8 1.4-1.8 2.7 0 1.1.2 2.3-1.3 2.3" />
  ),
  logs: <path d="M3.5 2.5h9v11l-1.5-1-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1zM6 5.8h4M6 8.6h4" />,
  live: <path d="M1.8 8.5h2.4L6 3.5l3.4 9 1.9-4h2.9" />,
  companies: <path d="M3.5 13.5v-11h6v11M9.5 6.5h3v7M2 13.5h12M6 5.2h1M6 7.7h1M6 10.2h1" />,
  sources: <path d="M8 2v6.5M5.5 6.2L8 8.7l2.5-2.5M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3" />,
  tasks: <path d="M2.5 4.2l1 1 1.8-2M2.5 8.4l1 1 1.8-2M2.5 12.6l1 1 1.8-2M7.5 4.2h6M7.5 8.4h6M7.5 12.6h6" />,
  settings: (
    <>
      <path d="M2.5 4.8h6M12 4.8h1.5M2.5 11.2H4M7.5 11.2h6" />
      <circle cx="10.2" cy="4.8" r="1.7" />
      <circle cx="5.8" cy="11.2" r="1.7" />
    </>
  ),
  run: <path d="M5 3.2l6.5 4.8L5 12.8z" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.4" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.6" cy="8" r="1.2" />
    </g>
  ),
}

/** Icons of the rail, drawn on 16 px. */
export function NavIcon({ name }: { name: NavIconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="size-4 shrink-0"
    >
      {shapes[name]}
    </svg>
  )
}
