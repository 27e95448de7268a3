'use client'
import { type ComponentType, useState } from 'react'

/** Renders a dialog, menu or drawer only from the first time it is open, so that its code comes then. */
export function whenOpened<P extends { isOpen: boolean }>(Overlay: ComponentType<P>): ComponentType<P> {
  return function WhenOpened(props: P) {
    const [wasOpen, setWasOpen] = useState(props.isOpen)
    if (props.isOpen && !wasOpen) setWasOpen(true)
    return wasOpen ? <Overlay {...props} /> : null
  }
}
