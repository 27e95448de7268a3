'use client'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toggleTheme } from './toggle-theme.ts'

/** Switches light and dark. */
export function ThemeToggle() {
  return (
    <IconButton label="Switch theme" onPress={toggleTheme}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
      </svg>
    </IconButton>
  )
}
