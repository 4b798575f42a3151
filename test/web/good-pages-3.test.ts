import { lookAt } from './support/look-at.ts'

lookAt({ part: 2, parts: 4, isWhole: false })
