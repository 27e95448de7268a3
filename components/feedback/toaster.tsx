'use client'
import { Toaster as Sonner } from 'sonner'

/** Where toasts appear; once, in the root layout. On phones they stay above the bottom bar. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 16, right: 16 }}
      containerAriaLabel="Notices"
      toastOptions={{ unstyled: true, className: 'w-full' }}
    />
  )
}
