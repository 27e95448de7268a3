'use client'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'

type FileButtonProps = {
  children: ReactNode
  /** Endings and media types: `.json,.yaml`. */
  accept: string
  onSelect: (file: File) => void
}

/** A button that lets one file be chosen. */
export function FileButton({ children, accept, onSelect }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onPress={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onSelect(file)
          target.value = ''
        }}
      />
    </>
  )
}
