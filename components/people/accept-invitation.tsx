'use client'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FormError } from '#components/form/form-error.tsx'
import { FormPasswordField } from '#components/form/form-password-field.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import type { InvitationView } from '#lib/domain/people/schemas.ts'
import { joinByInvitation, signIn } from '#lib/queries/auth.ts'
import { RequestError } from '#lib/queries/request-json.ts'

const check = lazyResolver(async () => (await import('#lib/domain/people/schemas.ts')).acceptInvitationSchema)

type AcceptInvitationProps = { token: string; invitation: Pick<InvitationView, 'email' | 'role'> }

/** An invited person reads who they will be here, and chooses a name and a password. */
export function AcceptInvitation({ token, invitation: { email, role } }: AcceptInvitationProps) {
  const [failure, setFailure] = useState('')
  const { control, handleSubmit, formState } = useForm({
    resolver: check,
    defaultValues: { token, name: '', password: '' },
  })
  const submit = handleSubmit(async (input) => {
    setFailure('')
    try {
      const person = await joinByInvitation(input)
      await signIn(person.email, input.password)
      location.assign('/')
    } catch (error) {
      setFailure(error instanceof RequestError ? error.message : 'Posthorn did not answer. Try again.')
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <h1 className="font-semibold text-lg tracking-tight">Join Posthorn</h1>
      <p className="text-ink-2">
        You are invited as {role === 'viewer' ? 'a' : 'an'} {role}, and sign in as{' '}
        <span className="break-all font-medium text-ink">{email}</span>.
      </p>
      <FormTextField control={control} name="name" label="Your name" autoComplete="name" autoFocus />
      <FormPasswordField
        control={control}
        name="password"
        label="Password"
        autoComplete="new-password"
        description="At least 10 characters"
      />
      <FormError>{failure}</FormError>
      <Button type="submit" variant="primary" size="md" block isBusy={formState.isSubmitting} busyLabel="Joining…">
        Join
      </Button>
    </form>
  )
}
