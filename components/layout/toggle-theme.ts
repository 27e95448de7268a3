const KEY = 'theme'

/** Switches light and dark and keeps the choice; until then `ThemeScript` follows the system's. */
export function toggleTheme() {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  localStorage.setItem(KEY, next)
  document.documentElement.dataset.theme = next
}
