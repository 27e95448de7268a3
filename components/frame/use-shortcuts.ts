'use client'
import { useEffect } from 'react'
import { isTyping } from '#components/ui/search-field.tsx'

/** Single keys, `mod+k`, and sequences such as `g c`, page-wide; never while somebody types. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>) {
  useEffect(() => {
    let leader = ''
    const onKey = (event: KeyboardEvent) => {
      const hasModifier = event.metaKey || event.ctrlKey
      if (hasModifier && event.key.toLowerCase() === 'k' && actions['mod+k']) {
        event.preventDefault()
        return actions['mod+k']()
      }
      if (event.defaultPrevented || hasModifier || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[aria-modal=true],[role=alertdialog]')) return
      const action = actions[leader ? `${leader} ${event.key}` : event.key]
      leader = leader === '' && event.key === 'g' ? 'g' : ''
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [actions])
}
