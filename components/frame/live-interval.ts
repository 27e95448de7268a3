/** How often, in ms, a list that must be fresh asks again while somebody looks at it. For `refetchInterval`. */
export const LIVE_INTERVAL = 500
