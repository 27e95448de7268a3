/** What lies over the page; at most one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'send' | 'new-instance'
