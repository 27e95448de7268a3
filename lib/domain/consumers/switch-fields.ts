/** What is kept on a consumer that somebody enables or disables: enabling resets the clock of auto-disable. */
export function switchFields(disabled: boolean, by: { readonly actor: { readonly name: string } }) {
  const fields = { disabled, disabledReason: null }
  return disabled
    ? { ...fields, disabledAt: new Date(), disabledBy: by.actor.name }
    : { ...fields, disabledAt: null, disabledBy: null, failingSince: null, lastFailureAt: null }
}
