import type { Rule } from './context.ts'
import type { CommandName } from './fields.ts'
import { classify } from './classify.ts'
import { dispatch } from './dispatch.ts'
import { openCallback } from './open-callback.ts'
import { recordCallback } from './record-callback.ts'
import { recordContact } from './record-contact.ts'
import { reply } from './reply.ts'
import { sign } from './sign.ts'

/** Every command's own rule, one file each. */
export const rules = {
  classify,
  dispatch,
  sign,
  recordContact,
  reply,
  openCallback,
  recordCallback,
} as unknown as { readonly [N in CommandName]: Rule<N> }
