'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** The editor, loaded when it is first shown. */
export const LazyCodeEditor = dynamic(() => import('./code-editor.tsx').then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-40" />,
})
