import { type Latencies, type Model, type ModelCall, startModel } from './model.ts';

/** The model as a process of its own, so that its CPU isn't taken for the functions'. Answers messages. */
const latencies: Latencies = JSON.parse(process.argv[2] ?? '');
const model: Model = await startModel(latencies);

process.on('message', ({ id, method, parameters }: ModelCall) => {
  const ask = model[method] as (...parameters: readonly unknown[]) => unknown;
  process.send?.({ id, result: ask(...parameters) });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: model.url });
