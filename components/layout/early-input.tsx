'use client'
import { useEffect } from 'react'

type Noted = {
  /** Fields whose text was changed, with the text. */
  readonly fields: ReadonlyMap<EventTarget | null, string>
  /** The shortcut that was pressed: `k` with Control or Command, or `/`. */
  readonly key: '' | 'k' | '/'
  /** What was typed after `/`. */
  readonly text: string
  /** What was pressed last, fields and links aside: the browser sees to those by itself. */
  readonly pressed: Element | null
  readonly stop: () => void
}

declare global {
  interface Window {
    /** Made by `EarlyInputScript`. */
    earlyInput?: Noted
  }
}

/**
 * What was typed, ticked and pressed before the page was awake counts as if it were done now. Last in the body: all else
 * listens by then.
 */
export function EarlyInput() {
  useEffect(() => {
    const noted = window.earlyInput
    window.earlyInput = undefined
    noted?.stop()
    for (const [field, text] of noted?.fields ?? []) {
      if (isBox(field)) tick(field)
      else if (isField(field)) type(field, text)
    }
    if (noted?.key) press(noted.key, noted.text)
    if (noted?.pressed?.isConnected)
      noted.pressed.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    document.documentElement.dataset.awake = ''
  }, [])
  return null
}

type Field = HTMLInputElement | HTMLTextAreaElement

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function isBox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
}

/** The browser has ticked it already, React knows nothing of that: it is taken back and done again. */
function tick(box: HTMLInputElement) {
  if (box.checked === box.defaultChecked) return
  box.checked = !box.checked
  box.click()
}

/** React drops a change to the text that it knows, and it found this one there: it must see another text first. */
function type(field: Field, text: string) {
  field.value = field.defaultValue
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {}
  set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function press(key: 'k' | '/', text: string) {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key === 'k', bubbles: true }))
  const focused = document.activeElement
  if (text !== '' && isField(focused)) type(focused, text)
}
