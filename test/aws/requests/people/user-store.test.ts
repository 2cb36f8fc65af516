import { createUserStore } from '../../../../aws/people/user-store.ts';
import { conditionFailed, NOW, testRequests } from '../request-table.ts';

const subject = { issuer: 'https://issuer.example', subject: 'subject-1' };
const lax = { command: 'Get', consistent: false };
const strict = { command: 'Get', consistent: true };
const first = { command: 'Put', condition: 'attribute_not_exists(pk)' };
const rebound = { command: 'Put', condition: 'freedAt <= :now' };
// That all whom they block will be listed.
const listsBlocks = { command: 'Put' };
// By its name.
const findable = { command: 'Put' };

testRequests(createUserStore, {
  bind: [
    {
      when: 'for a name that is known',
      call: (store) => store.bind('user1', subject, NOW),
      answers: [{ Item: { ...subject, isListed: true } }],
      sends: [lax],
    },
    {
      when: 'for who first came before names could be found',
      call: (store) => store.bind('user1', subject, NOW),
      answers: [{ Item: subject }],
      sends: [lax, findable, { command: 'Update' }],
    },
    {
      when: 'for a name of somebody else, of which nothing is to be found',
      call: (store) => store.bind('user1', { ...subject, subject: 'subject-2' }, NOW),
      answers: [{ Item: subject }],
      sends: [lax],
    },
    {
      when: 'for a name that was erased, and may be another’s since a moment ago',
      call: (store) => store.bind('user1', subject, NOW),
      answers: [{ Item: { erasing: 'id', freedAt: NOW } }, { Item: { ...subject, isListed: true } }],
      sends: [lax, strict],
    },
    {
      when: 'for a new name',
      call: (store) => store.bind('user1', subject, NOW),
      sends: [lax, strict, findable, listsBlocks, first],
    },
    {
      when: 'for a name that somebody takes meanwhile',
      call: (store) => store.bind('user1', subject, NOW),
      answers: [{}, {}, {}, {}, conditionFailed, {}, { Item: subject }],
      sends: [lax, strict, findable, listsBlocks, first, lax, strict],
    },
  ],
  rebind: [
    {
      when: 'for a name that is free',
      call: (store) => store.rebind('user1', subject, NOW),
      sends: [findable, listsBlocks, rebound],
    },
    {
      when: 'for one that has just been bound',
      call: (store) => store.rebind('user1', subject, NOW),
      answers: [{}, {}, conditionFailed, { Item: subject }],
      sends: [findable, listsBlocks, rebound, strict],
    },
  ],
  beginErasing: [
    {
      call: (store) => store.beginErasing('user1', 'id'),
      sends: [{ command: 'Update', condition: 'attribute_exists(pk) AND attribute_not_exists(erasing)' }],
    },
  ],
  erasure: [{ call: (store) => store.erasure('user1'), sends: [strict] }],
  clear: [
    {
      call: (store) => store.clear('user1', 'id'),
      sends: [{ command: 'Update', condition: 'erasing = :id' }, { command: 'Delete' }],
    },
  ],
  free: [
    {
      call: (store) => store.free('user1', { id: 'id', freedAt: NOW }),
      sends: [{ command: 'Update', condition: 'erasing = :id' }],
    },
  ],
  firstSignIn: [
    {
      when: 'of somebody who exists',
      call: (store) => store.firstSignIn('user1'),
      answers: [{ Item: subject }],
      sends: [lax],
    },
    { when: 'of nobody', call: (store) => store.firstSignIn('user1'), sends: [lax, strict] },
  ],
  exists: [
    {
      when: 'for somebody who exists',
      call: (store) => store.exists('user1'),
      answers: [{ Item: subject }],
      sends: [lax],
    },
    {
      when: 'for nobody, who may only have come a moment ago',
      call: (store) => store.exists('user1'),
      sends: [lax, strict],
    },
  ],
});
