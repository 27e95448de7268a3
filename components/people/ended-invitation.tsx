import { ButtonLink } from '#components/ui/button-link.tsx'

/** What a link of an invitation shows that no longer lets anybody in. */
export function EndedInvitation() {
  return (
    <div className="grid justify-items-start gap-4">
      <h1 className="font-semibold text-lg tracking-tight">This invitation has ended</h1>
      <p className="text-ink-2">
        Its link was used, has expired or was withdrawn. Ask whoever sent it for a new one; if you have joined already,
        sign in.
      </p>
      <ButtonLink href="/sign-in" size="md">
        Sign in
      </ButtonLink>
    </div>
  )
}
