'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import X from 'lucide-react/icons/x'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useId } from 'react'
import { IconButton } from './icon-button.tsx'
import { useMediaQuery } from './use-media-query.ts'

const DrawerOverlay = dynamic(() => import('./drawer-overlay.tsx').then((module) => module.DrawerOverlay), {
  loading: () => null,
})

export type DrawerProps = {
  /** Plain text name of what is shown. */
  label: string
  title: ReactNode
  /** Pill or copy button beside the title. */
  aside?: ReactNode
  onClose: () => void
  /** Steps through the list behind it. */
  onPrevious?: () => void
  onNext?: () => void
  children: ReactNode
}

/** Detail of a row: docked beside the list from 1280 px, over it below, full width on phones. Escape closes. */
export function Drawer(props: DrawerProps) {
  const isDocked = useMediaQuery('(min-width: 80rem)')
  if (isDocked) return <DockedDrawer {...props} />
  return (
    <DrawerOverlay label={props.label} onClose={props.onClose}>
      <DrawerContent {...props} />
    </DrawerOverlay>
  )
}

function DockedDrawer(props: DrawerProps) {
  const { onClose } = props
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isInOverlay(event.target)) onClose()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onClose])
  return (
    <aside
      aria-label={props.label}
      className="sticky top-(--size-top) h-[calc(100dvh-var(--size-top))] min-w-0 overflow-y-auto border-line-strong border-l bg-raised max-xl:hidden"
    >
      <DrawerContent {...props} />
    </aside>
  )
}

/** Escape inside a menu or dialog closes that first; in a search field it clears the text. */
function isInOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=dialog],[role=alertdialog],[role=menu],[role=listbox],input') !== null
  )
}

function DrawerContent({ title, aside, onClose, onPrevious, onNext, children }: DrawerProps) {
  const id = useId()
  return (
    <div className="flex min-h-full flex-col">
      <header className="sticky top-0 z-(--z-sticky) flex min-h-12 items-center gap-2 border-line border-b bg-raised py-2 pr-3 pl-5">
        <h2 id={id} className="min-w-0 truncate font-semibold text-md">
          {title}
        </h2>
        {aside}
        <span className="ml-auto flex gap-1">
          {onPrevious && (
            <IconButton label="Previous (k)" onPress={onPrevious}>
              <ChevronUp />
            </IconButton>
          )}
          {onNext && (
            <IconButton label="Next (j)" onPress={onNext}>
              <ChevronDown />
            </IconButton>
          )}
          <IconButton label="Close (Esc)" onPress={onClose}>
            <X />
          </IconButton>
        </span>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 px-5 pt-4 pb-6">{children}</div>
    </div>
  )
}
