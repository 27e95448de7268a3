import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Toaster } from '#components/feedback/toaster.tsx'
import { EarlyInput } from '#components/layout/early-input.tsx'
import { EarlyInputScript } from '#components/layout/early-input-script.tsx'
import { ThemeScript } from '#components/layout/theme-script.tsx'
import { TooltipLayer } from '#components/ui/tooltip-layer.tsx'

export const metadata: Metadata = {
  title: { default: 'Posthorn', template: '%s · Posthorn' },
  description: 'A self-hosted webhook control room',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f9f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1514' },
  ],
}

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
        <EarlyInputScript nonce={nonce} />
        {children}
        <Toaster />
        <TooltipLayer />
        <EarlyInput />
      </body>
    </html>
  )
}
