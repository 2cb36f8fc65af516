import { createMuteStore } from '../../../../aws/people/mute-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const mute = { user: 'user1', channel: 'lobby', id: idOfTime(NOW) };
const condition = 'attribute_not_exists(id) OR id <= :id';

testRequests(createMuteStore, {
  set: [
    {
      when: 'for some days, kept as long',
      call: (store) => store.set({ ...mute, until: NOW + 3 * DAY_S * 1_000 }),
      sends: [{ command: 'Update', condition, ttl: NOW_S + 3 * DAY_S }],
    },
    {
      when: 'ended, kept for as long as an older command may come again',
      call: (store) => store.set({ ...mute, until: NOW }),
      sends: [{ command: 'Update', condition, ttl: NOW_S + DAY_S }],
    },
  ],
});
