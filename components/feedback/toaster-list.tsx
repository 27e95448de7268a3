'use client'
import { useEffect } from 'react'
import { Toaster as Sonner } from 'sonner'

/** The list of notices on the page. `onShown`: it takes them from now on. */
export function ToasterList({ onShown }: { onShown: () => void }) {
  useEffect(onShown, [onShown])
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      offset={{ bottom: 'var(--notice-bottom)', right: 16 }}
      mobileOffset={{ bottom: 'var(--notice-bottom)', left: 16, right: 16 }}
      containerAriaLabel="Notices"
      toastOptions={{ unstyled: true, className: 'w-full' }}
    />
  )
}
