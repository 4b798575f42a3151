import type { Actor } from '../core/permission/roles.ts'

/** The product itself: what no person does, and nobody can be given. */
export const systemActor: Actor = { id: 'system', role: 'system' }
