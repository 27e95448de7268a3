'use client'
import { autocompletion, type CompletionSource, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Text } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { editorLook } from './editor-look.ts'

/** A fault in the text: line from 1, column from 1; without a column the whole line is marked. */
export type EditorMark = { readonly line: number; readonly column: number | null; readonly message: string }

export type CodeEditorProps = {
  label: string
  value: string
  onChange: (text: string) => void
  language: 'javascript' | 'json'
  marks?: readonly EditorMark[]
  complete?: CompletionSource
  /** Ctrl or ⌘ with Enter. */
  onRun?: () => void
  isReadOnly?: boolean
  className?: string
}

/**
 * A code editor. Heavy: load it with `next/dynamic`. Tab leaves it, as in any field, so that nobody is caught in it by
 * keyboard; Enter keeps the indentation.
 */
export function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const writable = useRef(new Compartment())
  useEffect(() => {
    latest.current = props
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; later values reach it below or through `latest`
  useEffect(() => {
    if (host.current === null) return
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: props.value, extensions: extensions(latest, writable.current) }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === props.value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } })
  }, [props.value])
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    editor.dispatch(setDiagnostics(editor.state, diagnostics(editor.state.doc, props.marks ?? [])))
  }, [props.marks])
  useEffect(() => {
    view.current?.dispatch({ effects: writable.current.reconfigure(access(props.isReadOnly)) })
  }, [props.isReadOnly])
  return <div ref={host} className={props.className} />
}

function extensions(latest: { readonly current: CodeEditorProps }, writable: Compartment) {
  const { label, language } = latest.current
  const run = () => {
    latest.current.onRun?.()
    return latest.current.onRun !== undefined
  }
  const complete: CompletionSource = (context) => latest.current.complete?.(context) ?? null
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    lintGutter(),
    language === 'json' ? json() : [javascript(), javascriptLanguage.data.of({ autocomplete: complete })],
    autocompletion({ icons: false }),
    keymap.of([{ key: 'Mod-Enter', run }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange(update.state.doc.toString())
    }),
    writable.of(access(latest.current.isReadOnly)),
    editorLook,
  ]
}

function access(isReadOnly = false) {
  return [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(!isReadOnly)]
}

function diagnostics(doc: Text, marks: readonly EditorMark[]): Diagnostic[] {
  return marks.map(({ line, column, message }) => {
    const at = doc.line(Math.min(Math.max(1, line), doc.lines))
    const from = Math.min(at.to, at.from + Math.max(0, (column ?? 1) - 1))
    return { from, to: Math.max(from, at.to), severity: 'error', message }
  })
}
