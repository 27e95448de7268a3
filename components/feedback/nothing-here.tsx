import { BrandMark } from '#components/layout/brand-mark.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'

/** An address that leads nowhere, or into an instance that is gone or is somebody else's. */
export function NothingHere() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-10">
      <div className="grid w-full max-w-100 content-start justify-items-start gap-4 rounded-md border border-line bg-surface p-6 sm:px-10 sm:py-9">
        <BrandMark className="size-8" />
        <h1 className="font-semibold text-lg tracking-tight">Nothing is at this address</h1>
        <p className="text-ink-2">
          It may be mistyped, or what it names was deleted or is in an instance that you do not see.
        </p>
        <ButtonLink href="/" size="md">
          Go to the dashboard
        </ButtonLink>
      </div>
    </main>
  )
}
