import type { Actor } from '../core/permission/roles.ts'
import type { Refused } from '../core/refusal.ts'
import type { Intake } from '../core/work-order/intake.ts'
import { attachAfterFiling, filesTask } from './attach-filed.ts'
import type { App } from './app.ts'
import { registerRequest, type Registered } from './register.ts'
import { registrationOf } from './same-intake.ts'

/** Times that one form is taken back in the browser and filed with other words. */
const most = 20

/**
 * Registers what a form says once, however often it is sent. A form that was taken back in the browser
 * and filled in for another matter carries the key of the first: it is another request, and whoever
 * sent it is never given the number and access code of the first.
 *
 * Files that were sent with it are attached next. Should the product stop between the two, a task that
 * was committed with the request attaches them; so does the same form sent again. None is there twice.
 */
export async function registerForm(
  app: App,
  actor: Actor,
  intake: Intake,
  files: readonly string[] = [],
): Promise<Registered | Refused> {
  const registered = await registerOnce(app, actor, intake, files)
  if (registered.ok && files.length > 0) await attachAfterFiling(app, registered.number, files)
  return registered
}

async function registerOnce(
  app: App,
  actor: Actor,
  intake: Intake,
  files: readonly string[],
): Promise<Registered | Refused> {
  const tasks = filesTask(files)
  let registered = await registerRequest(app, actor, intake, tasks)
  for (let filing = 2; filing <= most; filing += 1) {
    if (!registered.ok || !registered.already) return registered
    const { same } = await registrationOf(app, actor, registered.number, intake)
    if (same) return registered
    registered = await registerRequest(app, actor, { ...intake, messageId: `${intake.messageId}.${filing}` }, tasks)
  }
  return registerRequest(app, actor, { ...intake, messageId: null }, tasks)
}
