'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useState } from 'react'
import { cx } from './class-names.ts'
import { tokenColour } from './code-tokens.tsx'
import { ScrollRegion } from './scroll-region.tsx'

/** What `JSON.parse` gives. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }

type JsonTreeProps = {
  value: Json
  label: string
  /** Levels open at first. */
  depth?: number
}

const PAGE = 100

/** A JSON value that folds. Long lists show the first hundred entries and more on request. */
export function JsonTree({ value, label, depth = 3 }: JsonTreeProps) {
  return (
    <ScrollRegion label={label} className="mono max-h-120 overflow-auto px-3 py-2 leading-5">
      <Node value={value} depth={depth} />
    </ScrollRegion>
  )
}

type NodeProps = { name?: string; value: Json; depth: number }

function Node({ name, value, depth }: NodeProps) {
  if (typeof value === 'object' && value !== null) return <Branch name={name} value={value} depth={depth} />
  return (
    <div className="whitespace-pre-wrap break-all pl-4">
      <Name name={name} />
      <span className={tokenColour[kindOf(value)]}>{JSON.stringify(value) ?? 'undefined'}</span>
    </div>
  )
}

function Branch({ name, value, depth }: NodeProps & { value: readonly Json[] | { readonly [key: string]: Json } }) {
  const [isOpen, setOpen] = useState(depth > 0)
  const [shown, setShown] = useState(PAGE)
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const noun = isList ? 'item' : 'field'
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex items-center whitespace-pre-wrap rounded-xs text-left hover:bg-hover"
      >
        <ChevronRight aria-hidden="true" className={cx('mr-1 size-3 shrink-0 text-ink-3', isOpen && 'rotate-90')} />
        <Name name={name} />
        {isOpen ? open : `${open}…${close}`}
        <span className="ml-2 font-sans text-ink-3">
          {entries.length} {noun}
          {entries.length === 1 ? '' : 's'}
        </span>
      </button>
      {isOpen && (
        <>
          <div className="ml-1.5 border-line border-l pl-2">
            {entries.slice(0, shown).map(([key, child]) => (
              <Node key={key} name={isList ? undefined : key} value={child} depth={depth - 1} />
            ))}
            {entries.length > shown && (
              <button
                type="button"
                onClick={() => setShown(shown + PAGE)}
                className="ml-4 rounded-xs font-medium font-sans text-accent-text"
              >
                Show {Math.min(PAGE, entries.length - shown)} more
              </button>
            )}
          </div>
          <div className="pl-4">{close}</div>
        </>
      )}
    </div>
  )
}

function Name({ name }: { name?: string }) {
  if (name === undefined) return null
  return (
    <span>
      <span className="text-code-key">{JSON.stringify(name)}</span>:{' '}
    </span>
  )
}

function kindOf(value: string | number | boolean | null | undefined) {
  if (typeof value === 'string') return 'string'
  return typeof value === 'number' ? 'number' : 'keyword'
}
