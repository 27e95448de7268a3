/** What is kept on a consumer that is enabled or disabled: enabling resets the clock of auto-disable. */
export function switchFields(disabled: boolean) {
  return disabled
    ? { disabled, disabledAt: new Date(), disabledReason: null }
    : { disabled, disabledAt: null, disabledReason: null, failingSince: null, lastFailureAt: null }
}
