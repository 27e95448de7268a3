import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { ClientRouter } from '#components/layout/client-router.tsx'
import { ThemeScript } from '#components/layout/theme-script.tsx'
import './globals.css'

export const metadata = { title: 'Posthorn', icons: { icon: '/favicon.svg' } }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html
      lang="en"
      data-theme="light"
      className={`${GeistSans.variable} ${GeistMono.variable} font-sans`}
      suppressHydrationWarning
    >
      <body>
        <ThemeScript nonce={nonce} />
        <ClientRouter>{children}</ClientRouter>
      </body>
    </html>
  )
}
