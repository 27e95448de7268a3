import type { ReactNode } from 'react'
import { BrandMark } from '#components/layout/brand-mark.tsx'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-10">
      <div className="grid w-full max-w-100 content-start gap-4 rounded-md border border-line bg-surface p-6 sm:px-10 sm:py-9">
        <BrandMark className="size-8" />
        {children}
      </div>
    </main>
  )
}
