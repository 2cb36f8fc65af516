export function countIn(record: Record<string, number>, key: string): void;

export function countCall(
  byFunction: Record<string, Record<string, Record<string, number>>>,
  functionName: string,
  action: string,
  resource: string,
): void;
