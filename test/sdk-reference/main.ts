import { makeReference, REFERENCE } from './make-reference.ts';

/** A part of `npm run docs`: writes docs/sdk/reference/. */
await makeReference(REFERENCE);
