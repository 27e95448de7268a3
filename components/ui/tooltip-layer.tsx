'use client'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { formatExact } from '#lib/format.ts'

const DELAY_MS = 400
const GAP = 6
const EDGE = 8
const ANCHOR = '[data-tip],time[data-exact]'

/**
 * All tooltips of the program, once in the root layout: the `data-tip` of what the pointer rests on or the keyboard
 * is on, and for `<time data-exact>` its exact local and UTC time.
 */
export function TooltipLayer() {
  const [anchor, setAnchor] = useState<Element | null>(null)
  useEffect(() => follow(setAnchor), [])
  if (anchor === null) return null
  return <Bubble key={anchor.getAttribute('data-tip') ?? anchor.getAttribute('datetime')} anchor={anchor} />
}

function follow(show: (anchor: Element | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const showIn = (anchor: Element | null, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => show(anchor?.isConnected ? anchor : null), ms)
  }
  const onOver = ({ target, pointerType }: PointerEvent) => {
    const anchor = anchorOf(target)
    showIn(pointerType === 'touch' ? null : anchor, anchor ? DELAY_MS : 0)
  }
  const onFocus = ({ target }: FocusEvent) => {
    const isByKey = target instanceof Element && target.matches(':focus-visible')
    showIn(isByKey ? anchorOf(target) : null, 0)
  }
  const hide = () => showIn(null, 0)
  const events = new AbortController()
  const { signal } = events
  document.addEventListener('pointerover', onOver, { signal, passive: true })
  document.addEventListener('focusin', onFocus, { signal })
  document.addEventListener('focusout', hide, { signal })
  document.addEventListener('pointerdown', hide, { signal, passive: true })
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide(), { signal })
  window.addEventListener('scroll', hide, { signal, passive: true, capture: true })
  return () => {
    clearTimeout(timer)
    events.abort()
  }
}

function anchorOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(ANCHOR) : null
}

function Bubble({ anchor }: { anchor: Element }) {
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = bubble.current
    if (!box) return
    box.showPopover()
    const { top, bottom, left, width } = anchor.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = box
    const isAbove = top - offsetHeight - GAP >= EDGE
    const middle = left + width / 2 - offsetWidth / 2
    box.style.left = `${Math.max(EDGE, Math.min(middle, window.innerWidth - offsetWidth - EDGE))}px`
    box.style.top = `${isAbove ? top - offsetHeight - GAP : bottom + GAP}px`
  }, [anchor])
  const iso = anchor.getAttribute('datetime')
  return (
    <div
      ref={bubble}
      role="tooltip"
      popover="manual"
      className="pointer-events-none inset-auto m-0 max-w-80 rounded-sm bg-raised px-2 py-1 text-ink text-xs shadow-float"
    >
      {iso === null ? anchor.getAttribute('data-tip') : <ExactTime iso={iso} />}
    </div>
  )
}

function ExactTime({ iso }: { iso: string }) {
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3">
      <dt className="text-ink-3">Local</dt>
      <dd>{formatExact(iso, 'local')}</dd>
      <dt className="text-ink-3">UTC</dt>
      <dd>{formatExact(iso)}</dd>
    </dl>
  )
}
