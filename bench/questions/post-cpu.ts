import { formatShare } from '../numbers.ts';
import { measurePostCpu } from '../post-cpu/measure-post-cpu.ts';
import type { Question } from '../question.ts';

const ROUNDS = 9;
const SHARE_OF_SDK = 0.35;
const TIMES_PLAIN = 2;

/** What a post costs the function that sends it. */
export const postCpu: Question = {
  name: 'post-cpu',
  title: 'CPU of a post',
  async ask(progress) {
    progress(`${ROUNDS} rounds of each`);
    const { sdk, ours, plain } = await measurePostCpu(['sdk', 'ours', 'plain'], ROUNDS);
    const row = (name: string, micros: number) => [
      name,
      Math.round(micros),
      formatShare(micros / sdk),
      formatShare(micros / plain),
    ];
    return {
      method: [
        `User and system time of the process that posts, over loopback to a server in another process, 50 in flight, warmed up; medians of ${ROUNDS} rounds of 4,000 posts, the three taking turns.`,
      ],
      tables: [
        {
          caption: 'CPU of a post, µs, median',
          columns: ['', 'µs', '/ SDK', '/ plain'],
          rows: [
            row('the SDK’s `PostToConnectionCommand`', sdk),
            row('ours, signed', ours),
            row('plain `http.request`, not signed', plain),
          ],
        },
      ],
      targets: [
        {
          what: 'CPU of a post, beside the SDK’s',
          target: `at most ${SHARE_OF_SDK}`,
          measured: formatShare(ours / sdk),
          isMet: ours / sdk <= SHARE_OF_SDK,
        },
        {
          what: 'CPU of a post, beside a plain request',
          target: `at most ${TIMES_PLAIN}`,
          measured: formatShare(ours / plain),
          isMet: ours / plain <= TIMES_PLAIN,
        },
      ],
    };
  },
};
