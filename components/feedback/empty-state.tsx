import Inbox from 'lucide-react/icons/inbox'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { MessageState } from './message-state.tsx'

const CodeBlock = dynamic(() => import('#components/ui/code-block.tsx').then((module) => module.CodeBlock), {
  loading: () => null,
})

type EmptyStateProps = {
  /** "No sources yet". */
  title: string
  /** What the thing is. */
  children: ReactNode
  icon?: ReactNode
  /** One button. */
  action?: ReactNode
  /** One command that does the same. */
  curl?: string
}

/** Nothing here yet: what it is, one button, one command. */
export function EmptyState({ title, children, icon, action, curl }: EmptyStateProps) {
  const command = curl && (
    <CodeBlock code={curl} label="command" language="shell" isWrapped className="mt-2 w-full max-w-150 text-left" />
  )
  return (
    <MessageState glyph={icon ?? <Inbox aria-hidden="true" />} title={title} actions={action} foot={command}>
      {children}
    </MessageState>
  )
}
