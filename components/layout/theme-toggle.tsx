'use client'
import { IconButton } from '#components/ui/icon-button.tsx'

const KEY = 'theme'

/** Switches light and dark and keeps the choice; until then `ThemeScript` follows the system's. */
export function ThemeToggle() {
  const toggle = () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEY, next)
    document.documentElement.dataset.theme = next
  }
  return (
    <IconButton label="Switch theme" onPress={toggle}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
      </svg>
    </IconButton>
  )
}
