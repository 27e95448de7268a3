'use client'
import { useRef, useState } from 'react'

/**
 * State of a button that opens a floating part, and the attributes that it needs. The code of the part is fetched as
 * soon as the pointer or the focus is on the button.
 */
export function usePopoverTrigger(kind: 'menu' | 'listbox' | 'dialog', prepare: () => unknown) {
  const [isOpen, setOpen] = useState(false)
  const ref = useRef<HTMLButtonElement>(null)
  const attributes = {
    ref,
    'aria-haspopup': kind,
    'aria-expanded': isOpen,
    onPress: () => setOpen(true),
    onPointerEnter: () => void prepare(),
    onFocus: () => void prepare(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      setOpen(true)
    },
  } as const
  return { isOpen, setOpen, ref, attributes }
}
