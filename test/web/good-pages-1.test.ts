import { lookAt } from './support/look-at.ts'

lookAt({ part: 0, parts: 4, isWhole: false })
