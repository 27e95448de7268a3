import type { Metadata } from 'next'
import NextLink from 'next/link'
import type { ReactNode } from 'react'
import { BrandMark } from '#components/layout/brand-mark.tsx'
import { ThemeToggle } from '#components/layout/theme-toggle.tsx'
import { Link } from '#components/ui/link.tsx'

export const metadata: Metadata = { title: { default: 'API', template: '%s · API · Posthorn' } }

/** For programs' authors, who may have no account: it shows what the code shows, and nothing of an installation. */
export default function ApiDocsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="sticky top-0 z-(--z-rail) flex h-(--size-top) items-center gap-3 border-line border-b bg-page px-4 sm:px-6">
        <NextLink href="/docs/api" className="flex items-center gap-2 rounded-sm font-semibold text-md tracking-tight">
          <BrandMark />
          Posthorn API
        </NextLink>
        <span className="ml-auto flex items-center gap-3">
          <Link href="/" prefetch={false}>
            Dashboard
          </Link>
          <ThemeToggle />
        </span>
      </header>
      <main>{children}</main>
    </>
  )
}
