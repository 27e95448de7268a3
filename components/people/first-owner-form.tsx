'use client'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FormError } from '#components/form/form-error.tsx'
import { FormPasswordField } from '#components/form/form-password-field.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import { createFirstOwner, signIn } from '#lib/queries/auth.ts'
import { RequestError } from '#lib/queries/request-json.ts'

const check = lazyResolver(async () => (await import('#lib/domain/people/schemas.ts')).ownerInputSchema)

/** Makes the owner and signs them in. */
export function FirstOwnerForm({ asksToken, onDone }: { asksToken: boolean; onDone: () => void }) {
  const [failure, setFailure] = useState('')
  const { control, handleSubmit, formState } = useForm({
    resolver: check,
    defaultValues: { name: '', email: '', password: '', setupToken: '' },
  })
  const submit = handleSubmit(async (owner) => {
    setFailure('')
    try {
      await createFirstOwner(owner)
      await signIn(owner.email, owner.password)
      onDone()
    } catch (error) {
      setFailure(error instanceof RequestError ? error.message : 'Posthorn did not answer. Try again.')
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid gap-1">
        <h1 className="font-semibold text-lg tracking-tight">Welcome to Posthorn</h1>
        <p className="text-ink-2">Make your account. You own this installation and can invite others later.</p>
      </div>
      {asksToken && (
        <FormTextField
          control={control}
          name="setupToken"
          label="Set-up token"
          mono
          autoComplete="off"
          description="The start printed it in the terminal: it proves that this installation is yours."
        />
      )}
      <FormTextField control={control} name="name" label="Your name" autoComplete="name" autoFocus={!asksToken} />
      <FormTextField control={control} name="email" label="E-mail" type="email" autoComplete="username" />
      <FormPasswordField
        control={control}
        name="password"
        label="Password"
        autoComplete="new-password"
        description="At least 10 characters"
      />
      <FormError>{failure}</FormError>
      <Button
        type="submit"
        variant="primary"
        size="md"
        block
        isBusy={formState.isSubmitting || (formState.isSubmitSuccessful && failure === '')}
        busyLabel="Creating…"
      >
        Create account
      </Button>
    </form>
  )
}
